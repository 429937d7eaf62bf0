use aludel::Model;

#[derive(Model)]
#[aludel(index(id, nam = "x"))]
struct Item {
    id: i32,
}

fn main() {}
