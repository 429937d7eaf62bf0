use aludel::Model;

#[derive(Model)]
struct Item {
    #[aludel(defalt = 5)]
    id: i32,
}

fn main() {}
