use aludel::Model;

#[derive(Model)]
#[aludel(index(id, name = "x"))]
struct Item {
    #[aludel(index(name = "x"))]
    id: i32,
}

fn main() {}
