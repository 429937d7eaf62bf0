use aludel::Model;

#[derive(Model)]
struct Item {
    id: i32 = 5,
}

fn main() {}
