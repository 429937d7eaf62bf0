use aludel::schema;

schema!(SCHEMA = [], naming(index = "ix"));

fn main() {}
