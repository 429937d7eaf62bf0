use aludel::Model;

#[derive(Model)]
#[aludel(check("id > 0", nam = "x"))]
struct Item {
    id: i32,
}

fn main() {}
