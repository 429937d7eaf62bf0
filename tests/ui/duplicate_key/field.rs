use aludel::Model;

#[derive(Model)]
struct Item {
    #[aludel(default = 1, default = 2)]
    id: i32,
}

fn main() {}
