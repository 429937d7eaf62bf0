use aludel::Model;

#[derive(Model)]
#[aludel(index(id), unique(name))]
struct Item(i32);

fn main() {}
