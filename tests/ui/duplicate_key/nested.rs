use aludel::Model;

#[derive(Model)]
#[aludel(index(id, name = "a", name = "b"))]
struct Item {
    id: i32,
}

fn main() {}
