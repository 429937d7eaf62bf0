use aludel::Model;

#[derive(Model)]
#[aludel(rename_all = "snakecase")]
struct Item {
    id: i32,
}

fn main() {}
