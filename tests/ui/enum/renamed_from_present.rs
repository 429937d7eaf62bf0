use aludel::PgEnum;

#[derive(PgEnum)]
enum Mood {
    Sad,
    #[aludel(renamed_from = "Sad")]
    Happy,
}

fn main() {}
