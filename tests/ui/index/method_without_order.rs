use aludel::Model;

#[derive(Model)]
#[aludel(index(id desc, using = gin))]
struct Item {
    id: i32,
}

fn main() {}
