use aludel::PgType;

#[derive(PgType)]
#[aludel(domain = "email")]
struct Email<T>(T);

fn main() {}
