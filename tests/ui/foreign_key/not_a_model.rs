use aludel::Model;

#[derive(Model)]
struct Item {
    #[aludel(references = other)]
    id: i32,
}

fn main() {}
