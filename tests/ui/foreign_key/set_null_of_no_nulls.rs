use aludel::Model;

#[derive(Model)]
struct Other {
    #[aludel(primary_key)]
    id: i32,
    name: String,
}

#[derive(Model)]
struct Item {
    #[aludel(references = Other, on_delete = set_null, nullable = false)]
    id: Option<i32>,
}

fn main() {}
