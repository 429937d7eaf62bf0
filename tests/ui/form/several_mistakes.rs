use aludel::Model;

#[derive(Model)]
#[aludel(tabel = "items")]
#[aludel(index(idd), unique(id, id))]
struct Item {
    #[aludel(defalt = 5, serail)]
    id: i32,
    #[aludel(type = varchar(255), nul)]
    name: String,
}

fn main() {}
