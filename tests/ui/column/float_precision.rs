use aludel::Model;

#[derive(Model)]
struct Item {
    #[aludel(type = float(80))]
    id: f64,
}

fn main() {}
