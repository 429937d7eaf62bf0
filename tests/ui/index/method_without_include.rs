use aludel::Model;

#[derive(Model)]
#[aludel(index(id, using = gin, include(other)))]
struct Item {
    id: i32,
    other: i32,
}

fn main() {}
