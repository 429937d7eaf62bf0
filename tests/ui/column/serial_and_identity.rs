use aludel::Model;

#[derive(Model)]
struct Item {
    #[aludel(serial, identity)]
    id: i32,
}

fn main() {}
