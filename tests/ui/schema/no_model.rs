use aludel::schema;

struct Plain;

schema!(SCHEMA = [Plain]);

fn main() {}
