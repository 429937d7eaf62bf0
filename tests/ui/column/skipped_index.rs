use aludel::Model;

#[derive(Model)]
struct Item {
    #[aludel(skip, index)]
    id: i32,
}

fn main() {}
