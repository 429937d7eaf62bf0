//! A migration -> the text of its file.

use crate::migration::directive::is_directive;
use crate::migration::header::{Header, one_line};
use crate::migration::lexer::{Kind, Tokens};
use crate::migration::script::{Down, Migration};
use crate::statement::{Statement, Step};

impl Migration {
    /// The text of the file: the same bytes for the same migration.
    pub fn to_text(&self) -> String {
        let header = Header {
            revision: self.revision.clone(),
            parents: self.parents.clone(),
            message: self.message.clone(),
            server: self.server,
        };
        let mut text = header.to_text();
        text.push_str("\n-- aludel:up\n");
        push_steps(&mut text, &self.up);
        match &self.down {
            Down::Steps(steps) => {
                text.push_str("\n-- aludel:down\n");
                push_steps(&mut text, steps);
            }
            Down::Irreversible { reason } => {
                let reason = one_line(reason);
                text.push_str("\n-- aludel:down irreversible: ");
                text.push_str(if reason.is_empty() { "no reason given" } else { &reason });
                text.push('\n');
            }
        }
        text
    }
}

fn push_steps(text: &mut String, steps: &[Step]) {
    for (index, step) in steps.iter().enumerate() {
        match (index, step.transaction) {
            // A direction opens with a transaction; saying so would be noise in nearly every file.
            (0, true) => {}
            (_, true) => text.push_str("\n-- aludel:step\n"),
            (_, false) => text.push_str("\n-- aludel:step no-transaction\n"),
        }
        for statement in &step.statements {
            text.push('\n');
            push_statement(text, statement);
        }
    }
}

fn push_statement(text: &mut String, statement: &Statement) {
    for line in statement.notes.iter().flat_map(|note| note.lines()) {
        let line = line.trim_end();
        let note = match line {
            "" => "--".to_owned(),
            _ if is_directive(line) => format!("-- note: {line}"),
            _ => format!("-- {line}"),
        };
        text.push_str(&note);
        text.push('\n');
    }
    let sql = statement.sql.trim();
    text.push_str(sql);
    let ends_in_comment =
        Tokens::new(sql).flatten().last().is_some_and(|token| token.kind == Kind::LineComment);
    text.push_str(if ends_in_comment { "\n;\n" } else { ";\n" });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::migration::File;

    fn step(transaction: bool, statements: Vec<Statement>) -> Step {
        Step { transaction, statements }
    }

    fn migration() -> Migration {
        Migration {
            revision: "20260731094512_index_orders".parse().unwrap(),
            parents: vec!["20260730080000_create_orders".parse().unwrap()],
            message: "index orders".into(),
            server: Some(17),
            up: vec![
                step(
                    true,
                    vec![
                        Statement::new("ALTER TABLE orders ADD COLUMN note text"),
                        Statement::new("COMMENT ON COLUMN orders.note IS 'a; b'"),
                    ],
                ),
                step(
                    false,
                    vec![
                        Statement::new("CREATE INDEX CONCURRENTLY ix_orders_note ON orders (note)")
                            .noted("Builds beside writes."),
                    ],
                ),
            ],
            down: Down::Steps(vec![
                step(false, vec![Statement::new("DROP INDEX CONCURRENTLY ix_orders_note")]),
                step(true, vec![Statement::new("ALTER TABLE orders DROP COLUMN note")]),
            ]),
        }
    }

    #[test]
    fn a_file_reads_as_one_would_write_it() {
        insta::assert_snapshot!(migration().to_text(), @"
        -- aludel:migration 1
        -- revision: 20260731094512_index_orders
        -- parent: 20260730080000_create_orders
        -- message: index orders
        -- server: 17

        -- aludel:up

        ALTER TABLE orders ADD COLUMN note text;

        COMMENT ON COLUMN orders.note IS 'a; b';

        -- aludel:step no-transaction

        -- Builds beside writes.
        CREATE INDEX CONCURRENTLY ix_orders_note ON orders (note);

        -- aludel:down

        -- aludel:step no-transaction

        DROP INDEX CONCURRENTLY ix_orders_note;

        -- aludel:step

        ALTER TABLE orders DROP COLUMN note;
        ");
    }

    #[test]
    fn what_is_written_reads_back() {
        let migration = migration();
        let file = File::parse("m.sql", migration.to_text()).unwrap();
        assert_eq!(*file.migration(), migration);
        assert_eq!(file.migration().to_text(), migration.to_text());
    }

    #[test]
    fn hostile_texts_read_back() {
        let mut migration = migration();
        migration.message = "two\nlines -- aludel:up".into();
        migration.parents = Vec::new();
        migration.up = vec![step(
            true,
            vec![
                Statement::new("SELECT 1 -- ends in a comment")
                    .noted("aludel:down\nand a line more"),
            ],
        )];
        migration.down = Down::Irreversible { reason: "\n".into() };
        let text = migration.to_text();
        let file = File::parse("m.sql", text.clone()).unwrap();
        assert_eq!(file.migration().message, "two lines -- aludel:up");
        assert_eq!(file.migration().up[0].statements[0].sql, "SELECT 1");
        assert_eq!(file.checksum(), crate::migration::Checksum::of(&migration));
    }
}
