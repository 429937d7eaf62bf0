use aludel::Model;

#[derive(Model)]
struct Item {
    #[aludel(comment)]
    id: i32,
}

fn main() {}
