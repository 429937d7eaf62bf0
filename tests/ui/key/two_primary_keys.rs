use aludel::Model;

#[derive(Model)]
struct Item {
    #[aludel(primary_key)]
    id: i32,
    #[aludel(primary_key)]
    other: i32,
}

fn main() {}
