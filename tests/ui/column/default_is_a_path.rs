use aludel::Model;

#[derive(Model)]
struct Item {
    #[aludel(default = ZERO)]
    id: i32,
}

fn main() {}
