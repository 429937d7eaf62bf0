use aludel::Model;

#[derive(Model)]
struct Item {
    #[aludel(type = varchar(5) with time zone)]
    name: String,
}

fn main() {}
