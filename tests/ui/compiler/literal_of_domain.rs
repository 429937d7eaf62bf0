use aludel::PgType;

#[derive(PgType)]
#[aludel(domain = "small", default = "none")]
struct Small(i32);

fn main() {}
