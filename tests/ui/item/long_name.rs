use aludel::Model;

#[derive(Model)]
struct ANameThatIsLongerThanTheSixtyThreeBytesThatPostgresqlKeepsOfAName {
    id: i32,
}

fn main() {}
