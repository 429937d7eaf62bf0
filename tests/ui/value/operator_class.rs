use aludel::Model;

#[derive(Model)]
#[aludel(index(id ops = "int4_ops"))]
struct Item {
    id: i32,
}

fn main() {}
