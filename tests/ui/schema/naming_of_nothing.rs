use aludel::schema;

schema!(SCHEMA = [], naming);

fn main() {}
