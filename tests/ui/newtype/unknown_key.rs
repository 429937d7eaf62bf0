use aludel::PgType;

#[derive(PgType)]
#[aludel(domian = "email")]
struct Email(String);

fn main() {}
