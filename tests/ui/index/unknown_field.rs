use aludel::Model;

#[derive(Model)]
#[aludel(index(idd desc))]
struct Item {
    id: i32,
}

fn main() {}
