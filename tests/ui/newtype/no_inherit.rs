use aludel::PgType;

#[derive(PgType)]
#[aludel(domain = "email", check("VALUE ~ '@'", no_inherit))]
struct Email(String);

fn main() {}
