use aludel::Model;

#[derive(Model)]
#[aludel(has_many(A, B))]
struct Item {
    id: i32,
}

fn main() {}
