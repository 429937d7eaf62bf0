use aludel::Model;

#[derive(Model)]
struct Other {
    #[aludel(primary_key)]
    id: i32,
}

#[derive(Model)]
struct Item {
    #[aludel(references = Other, on_delete = cascde)]
    id: i32,
}

fn main() {}
