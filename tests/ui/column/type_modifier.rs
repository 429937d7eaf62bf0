use aludel::Model;

#[derive(Model)]
struct Item {
    #[aludel(type = varchar())]
    name: String,
}

fn main() {}
