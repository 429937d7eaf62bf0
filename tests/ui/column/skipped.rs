use aludel::Model;

#[derive(Model)]
struct Item {
    #[aludel(skip, default = 1, unique)]
    id: i32,
}

fn main() {}
