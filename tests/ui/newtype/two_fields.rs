use aludel::PgType;

#[derive(PgType)]
#[aludel(transparent)]
struct Email(String, String);

fn main() {}
