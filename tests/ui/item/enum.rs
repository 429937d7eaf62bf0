use aludel::Model;

#[derive(Model)]
enum Item {
    One,
}

fn main() {}
