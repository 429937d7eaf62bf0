use aludel::Model;

#[derive(Model)]
#[aludel(exclude(using = gist))]
struct Item {
    id: i32,
}

fn main() {}
