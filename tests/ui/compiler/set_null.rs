use aludel::Model;

#[derive(Model)]
struct Other {
    #[aludel(primary_key)]
    id: i32,
    name: String,
}

#[derive(Model)]
struct Item {
    #[aludel(references = Other::id, on_delete = set_null)]
    id: i32,
}

fn main() {}
