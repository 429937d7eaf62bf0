use aludel::Model;

#[derive(Model)]
struct Item {
    ctid: i32,
}

fn main() {}
