use aludel::Model;

#[derive(Model)]
struct Item {
    #[aludel(default = 1, default_sql = "1")]
    id: i32,
}

fn main() {}
