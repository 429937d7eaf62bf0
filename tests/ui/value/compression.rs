use aludel::Model;

#[derive(Model)]
struct Item {
    #[aludel(compression = zstd)]
    name: String,
}

fn main() {}
