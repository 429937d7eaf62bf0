use aludel::PgType;

#[derive(PgType)]
#[aludel(domain = "email", type = text, type_sql = "text")]
struct Email(String);

fn main() {}
