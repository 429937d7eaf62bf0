use aludel::Model;

#[derive(Model)]
struct Item {
    #[aludel(type = text[])]
    name: String,
}

fn main() {}
