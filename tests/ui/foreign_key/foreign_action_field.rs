use aludel::Model;

#[derive(Model)]
struct Other {
    #[aludel(primary_key)]
    id: i32,
    name: String,
}

#[derive(Model)]
#[aludel(foreign_key(id, references = Other(id), on_delete = set_null(other)))]
struct Item {
    id: Option<i32>,
    other: Option<i32>,
}

fn main() {}
