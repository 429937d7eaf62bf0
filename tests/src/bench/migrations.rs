//! Chains of small migrations.

use aludel::Migrations;

/// Migrations that follow each other, each with one statement: every fourth makes a table, those
/// after it add a column, an index and a check.
#[derive(Debug)]
pub struct Chain {
    count: usize,
}

impl Chain {
    /// A chain of so many.
    pub fn new(count: usize) -> Self {
        Self { count }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The names and the statements.
    pub fn statements(&self) -> impl Iterator<Item = (String, String)> {
        (0..self.count).map(|number| (name(number), up(number)))
    }

    /// The files, each with its name.
    pub fn files(&self) -> impl Iterator<Item = (String, String)> {
        (0..self.count).map(|number| (format!("{}.sql", name(number)), text(number)))
    }

    /// The text of `HEAD`.
    pub fn head(&self) -> Option<String> {
        Some(format!("{}\n", name(self.count.checked_sub(1)?)))
    }

    /// As they would be built into a program. They stay in memory to its end.
    pub fn embedded(&self) -> Migrations {
        let leak = |text: String| -> &'static str { text.leak() };
        let files = (0..self.count).map(|number| {
            let parents: &[usize] = number.checked_sub(1).map_or(&[], |parent| vec![parent].leak());
            (leak(name(number)), leak(text(number)), parents)
        });
        Migrations::new("migrations", self.head().map(leak), files.collect::<Vec<_>>().leak())
    }
}

fn name(number: usize) -> String {
    format!("20260101000000_{number:05}")
}

fn text(number: usize) -> String {
    let name = name(number);
    let parent = number.checked_sub(1).map_or("none".to_owned(), self::name);
    format!(
        "-- aludel:migration 1\n-- revision: {name}\n-- parent: {parent}\n-- message: {name}\n\n\
         -- aludel:up\n\n{};\n\n-- aludel:down\n\n{};\n",
        up(number),
        down(number)
    )
}

fn up(number: usize) -> String {
    let table = format!("item_{}", number / 4);
    match number % 4 {
        0 => format!("CREATE TABLE {table} (id bigint PRIMARY KEY, name text NOT NULL)"),
        1 => format!("ALTER TABLE {table} ADD COLUMN price numeric(10, 2) DEFAULT 0 NOT NULL"),
        2 => format!("CREATE INDEX {table}_name ON {table} (name)"),
        _ => format!("ALTER TABLE {table} ADD CONSTRAINT positive CHECK (price >= 0)"),
    }
}

fn down(number: usize) -> String {
    let table = format!("item_{}", number / 4);
    match number % 4 {
        0 => format!("DROP TABLE {table}"),
        1 => format!("ALTER TABLE {table} DROP COLUMN price"),
        2 => format!("DROP INDEX {table}_name"),
        _ => format!("ALTER TABLE {table} DROP CONSTRAINT positive"),
    }
}
