use aludel::Model;

#[derive(Model)]
#[aludel(primary_key(id))]
#[aludel(primary_key(other))]
struct Item {
    id: i32,
    other: i32,
}

fn main() {}
