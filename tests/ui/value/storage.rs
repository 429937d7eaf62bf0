use aludel::Model;

#[derive(Model)]
struct Item {
    #[aludel(storage = toast)]
    name: String,
}

fn main() {}
