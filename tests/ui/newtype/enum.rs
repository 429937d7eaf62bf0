use aludel::PgType;

#[derive(PgType)]
#[aludel(transparent)]
enum Email {
    One,
}

fn main() {}
