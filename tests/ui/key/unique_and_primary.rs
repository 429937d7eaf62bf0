use aludel::Model;

#[derive(Model)]
struct Item {
    #[aludel(primary_key, unique)]
    id: i32,
}

fn main() {}
