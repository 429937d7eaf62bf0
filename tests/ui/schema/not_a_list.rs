use aludel::schema;

schema!(SCHEMA = Item);

fn main() {}
