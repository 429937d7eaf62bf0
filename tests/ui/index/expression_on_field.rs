use aludel::Model;

#[derive(Model)]
struct Item {
    #[aludel(index(sql = "lower(name)"))]
    name: String,
}

fn main() {}
