use aludel::Model;

#[derive(Model)]
#[aludel(primary_key(id, other))]
struct Item {
    #[aludel(primary_key)]
    id: i32,
    other: i32,
}

fn main() {}
