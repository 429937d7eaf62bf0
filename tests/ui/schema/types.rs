use aludel::schema;

struct Plain;

schema!(SCHEMA = [], types = [Plain]);

fn main() {}
