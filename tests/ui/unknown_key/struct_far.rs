use aludel::Model;

#[derive(Model)]
#[aludel(banana = "items")]
struct Item {
    id: i32,
}

fn main() {}
