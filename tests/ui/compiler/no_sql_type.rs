use aludel::Model;

#[derive(Model)]
struct Item {
    id: u64,
}

fn main() {}
