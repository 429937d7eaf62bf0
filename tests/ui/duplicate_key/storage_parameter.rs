use aludel::Model;

#[derive(Model)]
#[aludel(with(fillfactor = 70, fillfactor = 80))]
struct Item {
    id: i32,
}

fn main() {}
