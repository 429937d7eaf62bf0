use aludel::schema;

schema!(SCHEMA = [], naming(index = "ix_{table}_{colums}"));

fn main() {}
