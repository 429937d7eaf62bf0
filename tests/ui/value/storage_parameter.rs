use aludel::Model;

#[derive(Model)]
#[aludel(with(fillfactor))]
struct Item {
    id: i32,
}

fn main() {}
