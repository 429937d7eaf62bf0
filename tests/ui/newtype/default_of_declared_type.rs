use aludel::PgType;

#[derive(PgType)]
#[aludel(domain = "amount", type = numeric(10, 2), default = "none")]
struct Amount(f64);

fn main() {}
