use aludel::Model;

#[derive(Model)]
#[aludel = "items"]
struct Item {
    id: i32,
}

fn main() {}
