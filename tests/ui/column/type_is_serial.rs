use aludel::Model;

#[derive(Model)]
struct Item {
    #[aludel(type = bigserial)]
    id: i64,
}

fn main() {}
