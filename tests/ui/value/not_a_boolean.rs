use aludel::Model;

#[derive(Model)]
struct Item {
    #[aludel(nullable = no)]
    id: i32,
}

fn main() {}
