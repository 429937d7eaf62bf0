use aludel::Model;

#[derive(Model)]
#[aludel(serial)]
struct Item {
    id: i32,
}

fn main() {}
