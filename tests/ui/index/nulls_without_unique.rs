use aludel::Model;

#[derive(Model)]
#[aludel(index(id, nulls_not_distinct))]
struct Item {
    id: i32,
}

fn main() {}
