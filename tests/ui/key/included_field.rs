use aludel::Model;

#[derive(Model)]
#[aludel(unique(id, include(nme)))]
struct Item {
    id: i32,
    name: String,
}

fn main() {}
