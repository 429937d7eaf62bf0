use aludel::schema;

schema!(SCHEMA = [], naming = postgres, naming = sqlalchemy);

fn main() {}
