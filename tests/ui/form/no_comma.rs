use aludel::Model;

#[derive(Model)]
struct Item {
    #[aludel(primary_key serial)]
    id: i32,
}

fn main() {}
