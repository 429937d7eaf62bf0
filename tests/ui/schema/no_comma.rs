use aludel::schema;

schema!(SCHEMA = [] naming = postgres);

fn main() {}
