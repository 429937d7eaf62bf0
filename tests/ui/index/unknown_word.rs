use aludel::Model;

#[derive(Model)]
#[aludel(index(id descending))]
struct Item {
    id: i32,
}

fn main() {}
