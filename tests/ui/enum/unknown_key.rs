use aludel::PgEnum;

#[derive(PgEnum)]
#[aludel(nmae = "mood")]
enum Mood {
    Happy,
}

fn main() {}
