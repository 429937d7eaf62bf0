use aludel::Model;

#[derive(Model)]
#[aludel(table = items)]
struct Item {
    id: i32,
}

fn main() {}
