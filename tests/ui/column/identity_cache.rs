use aludel::Model;

#[derive(Model)]
struct Item {
    #[aludel(identity(cache = 0))]
    id: i32,
}

fn main() {}
