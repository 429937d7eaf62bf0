use aludel::PgType;

#[derive(PgType)]
#[aludel(domain = "email", renamed_from = "email")]
struct Email(String);

fn main() {}
