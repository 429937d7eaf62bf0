use aludel::Model;

#[derive(Model)]
struct Item {
    #[aludel(default = b"x")]
    id: i32,
}

fn main() {}
