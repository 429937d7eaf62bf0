use aludel::Model;

#[derive(Model)]
#[aludel(unique(id, name = "x"))]
#[aludel(check("id > 0", name = "x"))]
struct Item {
    id: i32,
}

fn main() {}
