//! Indexes as the derive writes them down.

/// An index.
#[derive(Debug, Clone, Copy)]
pub struct IndexDef {
    /// The name, if one is given.
    pub name: Option<&'static str>,
    /// The access method, if one is given.
    pub method: Option<&'static str>,
    /// Whether it refuses duplicates.
    pub unique: bool,
    /// Whether nulls count as equal there.
    pub nulls_not_distinct: bool,
    /// What it is built over.
    pub keys: &'static [IndexKeyDef],
    /// The columns that it only carries.
    pub include: &'static [&'static str],
    /// Which rows it holds, as SQL.
    pub predicate: Option<&'static str>,
    /// Storage parameters as written.
    pub options: &'static [(&'static str, &'static str)],
    /// The line of the attribute, from 1.
    pub line: u32,
}

impl IndexDef {
    /// A plain index.
    pub const fn on(keys: &'static [IndexKeyDef], line: u32) -> Self {
        Self {
            name: None,
            method: None,
            unique: false,
            nulls_not_distinct: false,
            keys,
            include: &[],
            predicate: None,
            options: &[],
            line,
        }
    }
}

/// One key of an index.
#[derive(Debug, Clone, Copy)]
pub struct IndexKeyDef {
    /// A column or an expression.
    pub part: IndexPart,
    /// The collation: a schema, if one is given, and a name.
    pub collation: Option<(Option<&'static str>, &'static str)>,
    /// The operator class with its parameters, as SQL.
    pub operator_class: Option<&'static str>,
    /// Whether it sorts downwards.
    pub descending: bool,
    /// Where nulls stand, if that is given.
    pub nulls_first: Option<bool>,
}

impl IndexKeyDef {
    /// A plain key.
    pub const fn new(part: IndexPart) -> Self {
        Self { part, collation: None, operator_class: None, descending: false, nulls_first: None }
    }
}

/// What an index key is made of.
#[derive(Debug, Clone, Copy)]
pub enum IndexPart {
    /// A column.
    Column(&'static str),
    /// An expression, as SQL.
    Sql(&'static str),
}
