use aludel::Model;

#[derive(Model)]
struct Item {
    #[aludel(serial, type_sql = "oid")]
    id: i32,
}

fn main() {}
