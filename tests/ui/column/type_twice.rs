use aludel::Model;

#[derive(Model)]
struct Item {
    #[aludel(type = text, type_sql = "text")]
    name: String,
}

fn main() {}
