use aludel::schema;

schema!(SCHEMA = [], naming(index = "ix_{table"));

fn main() {}
