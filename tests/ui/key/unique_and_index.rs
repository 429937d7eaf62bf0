use aludel::Model;

#[derive(Model)]
struct Item {
    #[aludel(unique, index)]
    id: i32,
}

fn main() {}
