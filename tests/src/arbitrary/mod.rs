//! Random schemas, drawn from so small a stock of names that two of them always share some.

mod column;
mod table;

use proptest::{
    option,
    prelude::Strategy,
    sample::{select, subsequence},
};

use self::table::{RandomTable, TABLES};

/// A schema that PostgreSQL accepts.
#[derive(Debug, Clone)]
pub struct RandomSchema {
    spare: Option<&'static str>,
    enums: Vec<Vec<&'static str>>,
    domains: RandomDomains,
    sequence: Option<RandomSequence>,
    comments: Vec<Option<&'static str>>,
    tables: Vec<Option<RandomTable>>,
}

#[derive(Debug, Clone)]
struct RandomDomains {
    /// The base type and the rest of a domain over a number.
    small: (&'static str, &'static str),
    /// The rest of a domain over an enum.
    feeling: &'static str,
    /// A domain over a domain.
    over: &'static str,
}

#[derive(Debug, Clone)]
struct RandomSequence {
    unlogged: bool,
    options: &'static str,
    /// The table whose key owns it.
    owner: Option<usize>,
}

/// Draws a schema for servers of a major version.
pub fn schema(major: u32) -> impl Strategy<Value = RandomSchema> {
    let labels = || subsequence(vec!["sad", "ok", "it's", "happy"], 1..=4).prop_shuffle();
    (
        option::weighted(0.5, select(&["", "IS 'a spare one'"])),
        proptest::collection::vec(labels(), 2),
        domains(),
        option::of(sequence(major)),
        proptest::collection::vec(option::weighted(0.3, select(&["one", "it's"])), 6),
        proptest::collection::vec(option::weighted(0.7, table::table(major)), TABLES.len()),
    )
        .prop_map(|(spare, enums, domains, sequence, comments, tables)| RandomSchema {
            spare,
            enums,
            domains,
            sequence,
            comments,
            tables,
        })
}

fn domains() -> impl Strategy<Value = RandomDomains> {
    let small = (
        select(&["integer", "bigint"]),
        select(&["", "CONSTRAINT positive CHECK (VALUE > 0)", "NOT NULL", "DEFAULT 3"]),
    );
    let feelings = select(&["", "CONSTRAINT felt CHECK (VALUE IS NOT NULL)", "NOT NULL"]);
    let over = select(&["small", "feeling", "mood", "text COLLATE \"C\"", "varchar(9)[]"]);
    (small, feelings, over).prop_map(|(small, feeling, over)| RandomDomains {
        small,
        feeling,
        over,
    })
}

fn sequence(major: u32) -> impl Strategy<Value = RandomSequence> {
    let options = select(&["", "AS integer", "INCREMENT BY -2", "MAXVALUE 99 CYCLE", "CACHE 7"]);
    let owner = option::weighted(0.4, 0..TABLES.len());
    (proptest::bool::weighted(0.2), options, owner).prop_map(move |(unlogged, options, owner)| {
        RandomSequence { unlogged: unlogged && major >= 15, options, owner }
    })
}

impl RandomSchema {
    /// The statements that make it in an empty database.
    pub fn to_sql(&self) -> String {
        let mut sql = String::from("CREATE SCHEMA app;\n");
        if let Some(comment) = self.spare {
            sql.push_str("CREATE SCHEMA \"spare one\";\n");
            if !comment.is_empty() {
                sql.push_str(&format!("COMMENT ON SCHEMA \"spare one\" {comment};\n"));
            }
        }
        self.create_types(&mut sql);
        if let Some(sequence) = &self.sequence {
            let unlogged = if sequence.unlogged { "UNLOGGED " } else { "" };
            sql.push_str(&format!("CREATE {unlogged}SEQUENCE counter {};\n", sequence.options));
        }
        for (name, table) in self.tables() {
            table.create(&mut sql, name, self);
        }
        for (name, table) in self.tables() {
            table.decorate(&mut sql, name, self);
        }
        self.own_sequence(&mut sql);
        self.comment(&mut sql);
        sql
    }

    fn tables(&self) -> impl Iterator<Item = (&'static str, &RandomTable)> {
        TABLES.iter().zip(&self.tables).filter_map(|(name, table)| Some((*name, table.as_ref()?)))
    }

    fn create_types(&self, sql: &mut String) {
        for (name, labels) in ["mood", "app.\"Level\""].iter().zip(&self.enums) {
            let labels = labels.iter().map(|label| quoted(label)).collect::<Vec<_>>().join(", ");
            sql.push_str(&format!("CREATE TYPE {name} AS ENUM ({labels});\n"));
        }
        let RandomDomains { small: (base, rest), feeling, over } = self.domains;
        sql.push_str(&format!("CREATE DOMAIN small AS {base} {rest};\n"));
        sql.push_str(&format!("CREATE DOMAIN feeling AS mood {feeling};\n"));
        sql.push_str(&format!("CREATE DOMAIN app.over AS {over};\n"));
    }

    /// A column can own only what is in the schema of its table.
    fn own_sequence(&self, sql: &mut String) {
        let owner = self.sequence.as_ref().and_then(|sequence| sequence.owner);
        let Some(owner) = owner.filter(|owner| self.tables[*owner].is_some()) else { return };
        if !TABLES[owner].contains('.') {
            sql.push_str(&format!("ALTER SEQUENCE counter OWNED BY {}.id;\n", TABLES[owner]));
        }
    }

    fn comment(&self, sql: &mut String) {
        let checked =
            |rest: &str, name: &'static str| rest.starts_with("CONSTRAINT").then_some(name);
        let targets = [
            Some("SCHEMA app"),
            Some("TYPE mood"),
            Some("DOMAIN feeling"),
            checked(self.domains.small.1, "CONSTRAINT positive ON DOMAIN small"),
            checked(self.domains.feeling, "CONSTRAINT felt ON DOMAIN feeling"),
            self.sequence.as_ref().map(|_| "SEQUENCE counter"),
        ];
        for (target, comment) in targets.into_iter().zip(&self.comments) {
            if let (Some(target), Some(text)) = (target, comment) {
                sql.push_str(&format!("COMMENT ON {target} IS {};\n", quoted(text)));
            }
        }
    }
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
