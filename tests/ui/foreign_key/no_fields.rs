use aludel::Model;

#[derive(Model)]
struct Other {
    #[aludel(primary_key)]
    id: i32,
    name: String,
}

#[derive(Model)]
#[aludel(foreign_key(references = Other(id)))]
struct Item {
    id: i32,
}

fn main() {}
