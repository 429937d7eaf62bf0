use aludel::schema;

schema!(SCHEMA = [], nameing = sqlalchemy);

fn main() {}
