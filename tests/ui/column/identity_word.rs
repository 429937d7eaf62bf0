use aludel::Model;

#[derive(Model)]
struct Item {
    #[aludel(identity = sometimes)]
    id: i32,
}

fn main() {}
