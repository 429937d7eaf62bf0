use aludel::Model;

#[derive(Model)]
struct Item {
    id: i32,
    #[aludel(column = "id")]
    other: i32,
}

fn main() {}
