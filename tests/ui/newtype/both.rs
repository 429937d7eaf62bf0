use aludel::PgType;

#[derive(PgType)]
#[aludel(transparent, domain = "email")]
struct Email(String);

fn main() {}
