use aludel::Model;

#[derive(Model)]
#[aludel(unique())]
struct Item {
    id: i32,
}

fn main() {}
