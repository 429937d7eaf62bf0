use aludel::Model;

#[derive(Model)]
#[aludel(unique(id, id))]
struct Item {
    id: i32,
}

fn main() {}
