use aludel::Model;

#[derive(Model)]
#[aludel(table = "items", renamed_from = "items")]
struct Item {
    id: i32,
}

fn main() {}
