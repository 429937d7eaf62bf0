use aludel::Model;

#[derive(Model)]
struct Item {
    #[aludel(statistics = many)]
    id: i32,
}

fn main() {}
