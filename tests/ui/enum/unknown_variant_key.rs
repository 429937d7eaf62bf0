use aludel::PgEnum;

#[derive(PgEnum)]
enum Mood {
    #[aludel(name = "happy")]
    Happy,
}

fn main() {}
