use aludel::Model;

#[derive(Model)]
#[aludel(foreign_key(id, refs = Other))]
struct Item {
    id: i32,
}

fn main() {}
