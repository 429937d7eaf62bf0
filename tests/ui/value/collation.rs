use aludel::Model;

#[derive(Model)]
struct Item {
    #[aludel(collate = C)]
    name: String,
}

fn main() {}
