use aludel::PgEnum;

#[derive(PgEnum)]
enum Mood {
    Sad,
    #[aludel(rename = "Sad")]
    Happy,
}

fn main() {}
