use aludel::Model;

#[derive(Model)]
struct Item {
    #[aludel(pk)]
    id: i32,
}

fn main() {}
