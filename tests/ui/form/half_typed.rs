use aludel::Model;

#[derive(Model)]
#[aludel(table = , schema = "s")]
struct Item {
    #[aludel(type = )]
    id: i32,
}

fn main() {}
