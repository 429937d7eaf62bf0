use aludel::Model;

#[derive(Model)]
#[aludel(unique(idd))]
struct Item {
    id: i32,
}

fn main() {}
