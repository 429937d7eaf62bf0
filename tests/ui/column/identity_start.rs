use aludel::Model;

#[derive(Model)]
struct Item {
    #[aludel(identity(minvalue = 10, start = 5))]
    id: i32,
}

fn main() {}
