use aludel::{Model, PgEnum};

#[derive(PgEnum)]
#[aludel(rename_all = "snake_case")]
enum Mood {
    VeryHappy,
    Sad,
}

#[derive(Model)]
struct Item {
    #[aludel(default = "sad")]
    one: Mood,
    #[aludel(default = "very_hapy")]
    other: Option<Mood>,
}

fn main() {}
