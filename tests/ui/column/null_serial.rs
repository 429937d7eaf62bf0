use aludel::Model;

#[derive(Model)]
struct Item {
    #[aludel(serial, nullable = true)]
    id: i32,
}

fn main() {}
