use aludel::Model;

#[derive(Model)]
struct Item(i32);

fn main() {}
