use aludel::Model;

type Maybe = Option<i32>;

#[derive(Model)]
struct Item {
    id: Option<Maybe>,
}

fn main() {}
