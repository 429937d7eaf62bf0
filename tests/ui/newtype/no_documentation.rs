use aludel::PgType;

#[derive(PgType)]
#[aludel(domain = "email", comment)]
struct Email(String);

fn main() {}
