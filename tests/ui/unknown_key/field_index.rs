use aludel::Model;

#[derive(Model)]
struct Item {
    #[aludel(index(uniqe))]
    id: i32,
}

fn main() {}
