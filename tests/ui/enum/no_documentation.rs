use aludel::PgEnum;

#[derive(PgEnum)]
#[aludel(comment)]
enum Mood {
    Happy,
}

fn main() {}
