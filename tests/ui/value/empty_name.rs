use aludel::Model;

#[derive(Model)]
#[aludel(table = "")]
struct Item {
    id: i32,
}

fn main() {}
