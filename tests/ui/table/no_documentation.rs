use aludel::Model;

#[derive(Model)]
#[aludel(comment)]
struct Item {
    id: i32,
}

fn main() {}
