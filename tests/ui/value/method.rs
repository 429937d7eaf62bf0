use aludel::Model;

#[derive(Model)]
#[aludel(index(id, using = "gin"))]
struct Item {
    id: i32,
}

fn main() {}
