//! Tables as applications have them, any number of them.

use crate::TestDatabase;

/// Tables as applications have them: 10 columns, 1.3 foreign keys, 2.5 indexes, one of them partial
/// or over an expression, a unique constraint, a check, and comments on every third.
///
/// # Panics
///
/// When the server refuses them.
pub fn create_tables(database: &TestDatabase, tables: usize) {
    let mut client = database.connect();
    let statements = (0..tables).map(table).chain(["VACUUM ANALYZE".to_owned()]);
    for sql in statements {
        client.batch_execute(&sql).unwrap_or_else(|error| panic!("{error:?}\nin {sql}"));
    }
}

/// The statements that make one of the tables, once those with smaller numbers are there.
pub fn table(number: usize) -> String {
    let name = format!("table_{number}");
    let kind = format!("kind_{}", number / 20);
    let mut sql = String::new();
    if number.is_multiple_of(20) {
        sql += &format!("CREATE TYPE {kind} AS ENUM ('one', 'two', 'three');");
    }
    let identity =
        if key_type(number) == "bigint" { "bigint GENERATED ALWAYS AS IDENTITY" } else { "serial" };
    sql += &format!(
        "CREATE TABLE {name} (id {identity} PRIMARY KEY, email varchar(255) NOT NULL,
           kind {kind} DEFAULT 'one' NOT NULL, amount numeric(10, 2) DEFAULT 0 NOT NULL,
           quantity integer, note text, active boolean DEFAULT true NOT NULL,
           created_at timestamptz DEFAULT now() NOT NULL, updated_at timestamptz, {}
           UNIQUE (email, quantity), CONSTRAINT positive CHECK (quantity > 0 AND amount >= 0));
         CREATE INDEX {name}_parent ON {name} (parent_id);",
        references(number)
    );
    if number.is_multiple_of(2) {
        sql += &format!("CREATE INDEX {name}_active ON {name} (created_at DESC) WHERE active;");
    } else {
        sql += &format!("CREATE INDEX {name}_lower ON {name} (lower(email));");
        sql += &format!("CREATE INDEX {name}_kind ON {name} (kind, created_at);");
    }
    if number.is_multiple_of(3) {
        sql += &format!("COMMENT ON TABLE {name} IS 'The table with the number {number}';");
        sql += &format!("COMMENT ON COLUMN {name}.email IS 'How to reach it';");
        sql += &format!("COMMENT ON COLUMN {name}.note IS 'Whatever else there is to say';");
    }
    sql
}

fn key_type(number: usize) -> &'static str {
    if number.is_multiple_of(2) { "integer" } else { "bigint" }
}

fn references(number: usize) -> String {
    let column = |name: &str, to: usize| {
        format!("{name} {} REFERENCES table_{to} ON DELETE CASCADE,", key_type(to))
    };
    match number {
        0 => "parent_id integer,".to_owned(),
        _ if number.is_multiple_of(3) => {
            column("parent_id", number / 2) + &column("other_id", number / 3)
        }
        _ => column("parent_id", number / 2),
    }
}
