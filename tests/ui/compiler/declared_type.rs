use aludel::Model;

#[derive(Model)]
struct Item {
    #[aludel(type = varchar(255))]
    id: i32,
}

fn main() {}
