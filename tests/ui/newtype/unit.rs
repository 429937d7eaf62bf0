use aludel::PgType;

#[derive(PgType)]
#[aludel(transparent)]
struct Email;

fn main() {}
