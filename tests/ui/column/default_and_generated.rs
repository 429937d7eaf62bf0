use aludel::Model;

#[derive(Model)]
struct Item {
    #[aludel(default = 1, generated_sql = "2 * 2")]
    id: i32,
}

fn main() {}
