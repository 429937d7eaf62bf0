use aludel::Model;

#[derive(Model)]
struct Item<T> {
    id: T,
}

fn main() {}
