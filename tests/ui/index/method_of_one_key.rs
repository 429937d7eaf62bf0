use aludel::Model;

#[derive(Model)]
#[aludel(index(id, other, using = hash))]
struct Item {
    id: i32,
    other: i32,
}

fn main() {}
