use aludel::Model;

#[derive(Model)]
#[aludel(check(name = "x"))]
struct Item {
    id: i32,
}

fn main() {}
