use aludel::Model;

#[derive(Model)]
struct Item {
    #[aludel(skip)]
    cache: Vec<u32>,
}

fn main() {}
