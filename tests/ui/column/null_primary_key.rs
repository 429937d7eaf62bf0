use aludel::Model;

#[derive(Model)]
struct Item {
    #[aludel(primary_key)]
    id: Option<i32>,
}

fn main() {}
