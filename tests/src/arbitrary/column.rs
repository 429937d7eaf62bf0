//! Random columns.

use proptest::{
    option,
    prelude::{Strategy, any},
    sample::select,
};

use super::quoted;

pub(super) const COLUMNS: [&str; 4] = ["a", "b", "\"C\"", "\"order\""];

/// Types with a default each.
const TYPES: [(&str, &str); 27] = [
    ("integer", "1"),
    ("bigint", "2"),
    ("smallint", "3"),
    ("text", "'x'"),
    ("text COLLATE \"C\"", "'it''s'"),
    ("varchar(20)", "'y'"),
    ("varchar(40)", "'y'"),
    ("char(3)", "'abc'"),
    ("numeric(10, 2)", "1.5"),
    ("boolean", "true"),
    ("timestamptz", "now()"),
    ("timestamp(3)", "'2020-01-01'"),
    ("date", "CURRENT_DATE"),
    ("jsonb", "'{}'"),
    ("text[]", "'{}'"),
    ("double precision", "0"),
    ("interval", "'1 day'"),
    ("uuid", "gen_random_uuid()"),
    ("bytea", "'\\x00'"),
    ("int4range", "'[1,2)'"),
    ("mood", "NULL::mood"),
    ("mood[]", "'{}'"),
    ("app.\"Level\"", "NULL"),
    ("small", "7"),
    ("feeling", "NULL::feeling"),
    ("feeling[]", "'{}'"),
    ("app.over", "NULL"),
];

/// Columns that are computed from the key, which each of them can be whatever its type.
const GENERATED: [&str; 4] = [
    "boolean GENERATED ALWAYS AS (id IS NULL) STORED",
    "boolean GENERATED ALWAYS AS (id IS NOT NULL) STORED",
    "text GENERATED ALWAYS AS (coalesce(id::text, 'y')) STORED",
    "varchar(9) GENERATED ALWAYS AS ('z') STORED",
];

/// What can be set of a column whose values are long.
const SETTINGS: [&str; 4] =
    ["SET STORAGE EXTERNAL", "SET COMPRESSION pglz", "SET STATISTICS 77", "SET (n_distinct = 5)"];

#[derive(Debug, Clone)]
pub(super) struct RandomColumn {
    data_type: usize,
    generated: Option<&'static str>,
    default: bool,
    not_null: bool,
    setting: Option<usize>,
    comment: Option<&'static str>,
}

pub(super) fn column() -> impl Strategy<Value = RandomColumn> {
    (
        0..TYPES.len(),
        option::weighted(0.1, select(&GENERATED)),
        (any::<bool>(), any::<bool>()),
        option::weighted(0.2, 0..SETTINGS.len()),
        option::weighted(0.1, select(&["first", "it's second"])),
    )
        .prop_map(|(data_type, generated, (default, not_null), setting, comment)| {
            RandomColumn { data_type, generated, default, not_null, setting, comment }
        })
}

impl RandomColumn {
    pub(super) fn line(&self, name: &str) -> String {
        let not_null = if self.not_null { " NOT NULL" } else { "" };
        if let Some(generated) = self.generated {
            return format!("{name} {generated}{not_null}");
        }
        let (data_type, default) = TYPES[self.data_type];
        let default = if self.default { format!(" DEFAULT {default}") } else { String::new() };
        format!("{name} {data_type}{default}{not_null}")
    }

    pub(super) fn decorate(&self, sql: &mut String, table: &str, name: &str) {
        // The first two are for values of any length only.
        let is_long =
            self.generated.is_none() && matches!(TYPES[self.data_type].0, "text" | "jsonb");
        if let Some(setting) = self.setting.filter(|setting| is_long || *setting >= 2) {
            let setting = SETTINGS[setting];
            sql.push_str(&format!("ALTER TABLE {table} ALTER COLUMN {name} {setting};\n"));
        }
        if let Some(text) = self.comment {
            sql.push_str(&format!("COMMENT ON COLUMN {table}.{name} IS {};\n", quoted(text)));
        }
    }
}
