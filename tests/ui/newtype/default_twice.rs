use aludel::PgType;

#[derive(PgType)]
#[aludel(domain = "email", default = "x", default_sql = "'x'")]
struct Email(String);

fn main() {}
