use aludel::Model;

#[derive(Model)]
struct Other {
    #[aludel(primary_key)]
    id: i32,
}

#[derive(Model)]
#[aludel(foreign_key(id, references = Other(id), references = Other))]
struct Item {
    id: i32,
}

fn main() {}
