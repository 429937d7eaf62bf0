use aludel::Model;

#[derive(Model)]
#[aludel(index(unique))]
struct Item {
    id: i32,
}

fn main() {}
