use aludel::schema;

schema!(SCHEMA = [], naming = sqlalchmy);

fn main() {}
