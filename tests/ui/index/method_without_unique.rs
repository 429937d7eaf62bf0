use aludel::Model;

#[derive(Model)]
struct Item {
    #[aludel(index(unique, using = hash))]
    id: i32,
}

fn main() {}
