use aludel::Model;

#[derive(Model)]
#[aludel(index)]
struct Item {
    id: i32,
}

fn main() {}
