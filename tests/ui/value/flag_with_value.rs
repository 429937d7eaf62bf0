use aludel::Model;

#[derive(Model)]
struct Item {
    #[aludel(serial = true)]
    id: i32,
}

fn main() {}
