use aludel::Model;

#[derive(Model)]
#[aludel(primary_key(id, other))]
struct Item {
    id: i32,
    other: Option<i32>,
}

fn main() {}
