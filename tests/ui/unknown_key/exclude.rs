use aludel::Model;

#[derive(Model)]
#[aludel(exclude(sql = "id WITH =", method = gist))]
struct Item {
    id: i32,
}

fn main() {}
