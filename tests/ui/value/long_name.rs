use aludel::Model;

#[derive(Model)]
#[aludel(table = "a_name_that_is_longer_than_the_sixty_three_bytes_that_postgresql_keeps")]
struct Item {
    id: i32,
}

fn main() {}
