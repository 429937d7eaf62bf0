use aludel::PgType;

#[derive(PgType)]
struct Email(String);

fn main() {}
