use aludel::Model;

#[derive(Model)]
#[aludel(unique(id, nulls_not_distnct = true))]
struct Item {
    id: i32,
}

fn main() {}
