use aludel::Model;

#[derive(Model)]
struct Item {
    #[aludel(unique(deferrable = later))]
    id: i32,
}

fn main() {}
