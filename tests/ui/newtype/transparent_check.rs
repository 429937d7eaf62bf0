use aludel::PgType;

#[derive(PgType)]
#[aludel(transparent, check("VALUE ~ '@'"), schema = "s")]
struct Email(String);

fn main() {}
