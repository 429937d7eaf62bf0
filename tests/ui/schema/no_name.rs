use aludel::schema;

schema!([]);

fn main() {}
