use aludel::schema;

schema!(SCHEMA = [], extensions = "citext");

fn main() {}
