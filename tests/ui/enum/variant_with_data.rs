use aludel::PgEnum;

#[derive(PgEnum)]
enum Mood {
    Sad,
    Happy(u8),
}

fn main() {}
