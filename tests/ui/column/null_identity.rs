use aludel::Model;

#[derive(Model)]
struct Item {
    #[aludel(identity)]
    id: Option<i32>,
}

fn main() {}
