use aludel::PgEnum;

#[derive(PgEnum)]
enum Mood<T> {
    Happy,
}

fn main() {}
