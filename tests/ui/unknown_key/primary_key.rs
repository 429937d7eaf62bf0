use aludel::Model;

#[derive(Model)]
#[aludel(primary_key(id, nulls = false))]
struct Item {
    id: i32,
}

fn main() {}
