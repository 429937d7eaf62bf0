use aludel::PgType;

#[derive(PgType)]
#[aludel(domain = "count")]
struct Count(u64);

fn main() {}
