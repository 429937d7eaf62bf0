use aludel::Model;

#[derive(Model)]
struct Item {
    #[aludel(type = 5)]
    id: i32,
}

fn main() {}
