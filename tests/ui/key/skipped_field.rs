use aludel::Model;

#[derive(Model)]
#[aludel(unique(cache))]
struct Item {
    id: i32,
    #[aludel(skip)]
    cache: Vec<u32>,
}

fn main() {}
