use aludel::Model;

#[derive(Model)]
struct Item {
    #[aludel(virtual)]
    id: i32,
}

fn main() {}
