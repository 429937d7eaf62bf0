use aludel::Model;

#[derive(Model)]
#[aludel]
struct Item {
    id: i32,
}

fn main() {}
