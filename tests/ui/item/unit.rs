use aludel::Model;

#[derive(Model)]
struct Item;

fn main() {}
