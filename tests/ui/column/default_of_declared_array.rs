use aludel::Model;

#[derive(Model)]
struct Item {
    #[aludel(type = integer[], default = 5)]
    id: Vec<i32>,
}

fn main() {}
