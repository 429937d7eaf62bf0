use aludel::Model;

#[derive(Model)]
struct Item {
    id: Option<Option<i32>>,
}

fn main() {}
