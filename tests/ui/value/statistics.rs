use aludel::Model;

#[derive(Model)]
struct Item {
    #[aludel(statistics = 100000)]
    id: i32,
}

fn main() {}
