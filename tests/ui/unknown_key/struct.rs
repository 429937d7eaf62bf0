use aludel::Model;

#[derive(Model)]
#[aludel(tabel = "items")]
struct Item {
    id: i32,
}

fn main() {}
