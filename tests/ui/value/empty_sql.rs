use aludel::Model;

#[derive(Model)]
struct Item {
    #[aludel(default_sql = " ")]
    id: i32,
}

fn main() {}
