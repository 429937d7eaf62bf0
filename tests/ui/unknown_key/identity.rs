use aludel::Model;

#[derive(Model)]
struct Item {
    #[aludel(identity(strat = 5))]
    id: i32,
}

fn main() {}
