use aludel::PgEnum;

#[derive(PgEnum)]
#[aludel(rename = "mood")]
enum Mood {
    Happy,
}

fn main() {}
