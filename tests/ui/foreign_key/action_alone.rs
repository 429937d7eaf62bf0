use aludel::Model;

#[derive(Model)]
struct Item {
    #[aludel(on_delete = cascade, deferrable)]
    id: i32,
}

fn main() {}
