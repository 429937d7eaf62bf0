use aludel::schema;

schema!(SCHEMA = [], naming(idx = "ix_{table}"));

fn main() {}
