use aludel::Model;

#[derive(Model)]
#[aludel(with())]
struct Item {
    id: i32,
}

fn main() {}
