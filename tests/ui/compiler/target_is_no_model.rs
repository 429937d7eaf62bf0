use aludel::Model;

struct Plain {
    id: i32,
}

#[derive(Model)]
struct Item {
    #[aludel(references = Plain::id)]
    id: i32,
}

fn main() {}
