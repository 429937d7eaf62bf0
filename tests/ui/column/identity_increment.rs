use aludel::Model;

#[derive(Model)]
struct Item {
    #[aludel(identity(increment = 0))]
    id: i32,
}

fn main() {}
