use aludel::Model;

#[derive(Model)]
#[aludel(foreign_key(id, on_delete = cascade))]
struct Item {
    id: i32,
}

fn main() {}
