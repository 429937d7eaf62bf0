use aludel::Model;

#[derive(Model)]
struct Item {
    #[aludel(default = "one")]
    id: i32,
}

fn main() {}
