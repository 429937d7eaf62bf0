use aludel::PgEnum;

#[derive(PgEnum)]
struct Mood {
    happy: bool,
}

fn main() {}
