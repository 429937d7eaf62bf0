use aludel::Model;

#[derive(Model)]
struct Item {
    #[aludel(identity, default = 1)]
    id: i32,
}

fn main() {}
