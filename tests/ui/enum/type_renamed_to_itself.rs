use aludel::PgEnum;

#[derive(PgEnum)]
#[aludel(renamed_from = "mood")]
enum Mood {
    Good,
}

fn main() {}
