use aludel::PgType;

#[derive(PgType)]
#[aludel(transparent)]
struct Count(u64);

fn main() {}
