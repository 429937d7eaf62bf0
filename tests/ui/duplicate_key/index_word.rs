use aludel::Model;

#[derive(Model)]
#[aludel(index(id desc asc))]
struct Item {
    id: i32,
}

fn main() {}
