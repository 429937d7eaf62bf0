use aludel::Model;

#[derive(Model)]
struct Item {
    #[aludel(schema = "s")]
    id: i32,
}

fn main() {}
