use aludel::Model;

#[derive(Model)]
union Item {
    id: i32,
}

fn main() {}
