use aludel::Model;

#[derive(Model)]
struct Item {
    #[aludel(renamed_from = "id")]
    id: i32,
}

fn main() {}
