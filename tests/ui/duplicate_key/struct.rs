use aludel::Model;

#[derive(Model)]
#[aludel(table = "items")]
#[aludel(table = "things")]
struct Item {
    id: i32,
}

fn main() {}
