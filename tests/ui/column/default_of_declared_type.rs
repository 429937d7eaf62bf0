use aludel::Model;

#[derive(Model)]
struct Item {
    #[aludel(type = integer, default = "one")]
    id: i32,
}

fn main() {}
