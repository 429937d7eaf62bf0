use aludel::Model;

#[derive(Model)]
#[aludel(crate = "aludel")]
struct Item {
    id: i32,
}

fn main() {}
