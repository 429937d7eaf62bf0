//! The keys of an index, from the parallel lists of `pg_index`.

use super::{Draft, error::Halt, fields, index::OperatorClass};
use crate::{
    name::Name,
    quote,
    schema::{IndexKey, KeyPart},
};

const DESCENDING: i16 = 1;
const NULLS_FIRST: i16 = 2;

/// What the catalog says of the keys of one index.
#[derive(Debug, Default)]
pub(super) struct RawKeys {
    pub(super) relation: u32,
    /// How many of the columns are keys; the others are only carried.
    pub(super) count: usize,
    /// Numbers of columns, 0 for an expression.
    pub(super) columns: Vec<i16>,
    pub(super) classes: Vec<u32>,
    pub(super) collations: Vec<u32>,
    pub(super) options: Vec<i16>,
    /// The expressions alone, in order.
    pub(super) expressions: Vec<String>,
    /// The types that the index keeps; empty if there is no expression.
    pub(super) types: Vec<u32>,
    /// The parameters of the operator classes, each an array in itself; empty for a B-tree.
    pub(super) parameters: Vec<String>,
    /// The statistics targets, -1 for none; empty if there is no expression.
    pub(super) statistics: Vec<i32>,
    /// The whole definition, where it may tell more about collations.
    pub(super) whole: Option<String>,
}

impl RawKeys {
    pub(super) fn read(&self, draft: &Draft) -> Result<Vec<IndexKey>, Halt> {
        let mut expressions = self.expressions.iter().zip(self.explicit_collations());
        let numbers = self.columns.iter().take(self.count).enumerate();
        let keys = numbers.map(|(at, &number)| match number {
            0 => self.expression(at, expressions.next()?, draft),
            _ => self.column(at, number, draft),
        });
        // Whatever is missing was dropped since the snapshot.
        keys.map(|key| key.ok_or(Halt::Vanished { source: None })).collect()
    }

    /// For each expression, whether the server prints a collation beside it.
    fn explicit_collations(&self) -> Vec<bool> {
        let mut rest = self.whole.as_deref().unwrap_or_default();
        let explicit = self.expressions.iter().map(|text| {
            let Some((_, after)) = rest.split_once(text.as_str()) else { return false };
            rest = after;
            after.starts_with(" COLLATE ")
        });
        explicit.collect()
    }

    pub(super) fn include(&self, draft: &Draft) -> Vec<Name> {
        let numbers = self.columns.iter().skip(self.count);
        numbers.filter_map(|&number| draft.column(self.relation, number).cloned()).collect()
    }

    fn column(&self, at: usize, number: i16, draft: &Draft) -> Option<IndexKey> {
        let column = draft.attributes.get(&(self.relation, number))?;
        let collation = self.collations.get(at).filter(|&&collation| collation != column.collation);
        let is_default = |class: &OperatorClass| {
            draft.dictionary.is_default(class, draft.base_type(column.data_type))
        };
        Some(IndexKey {
            part: KeyPart::Column(column.name.clone()),
            collation: collation.and_then(|&oid| draft.dictionary.collation(oid)),
            ..self.key(at, draft, is_default)?
        })
    }

    fn expression(
        &self,
        at: usize,
        (text, collated): (&String, bool),
        draft: &Draft,
    ) -> Option<IndexKey> {
        let data_type = *self.types.get(at)?;
        let collation = self.collations.get(at).filter(|_| collated);
        let is_default = |class: &OperatorClass| match class.keeps {
            0 => draft.dictionary.is_default(class, draft.base_type(data_type)),
            // The type of the expression is not kept, and the class can hardly serve another.
            _ => class.default,
        };
        Some(IndexKey {
            part: KeyPart::Expression(text.clone()),
            collation: collation.and_then(|&oid| draft.dictionary.collation(oid)),
            ..self.key(at, draft, is_default)?
        })
    }

    /// A key without its part and its collation.
    fn key(
        &self,
        at: usize,
        draft: &Draft,
        is_default: impl Fn(&OperatorClass) -> bool,
    ) -> Option<IndexKey> {
        let class = draft.dictionary.classes.get(self.classes.get(at)?)?;
        let parameters = self.parameters.get(at).map(|text| fields::array(text));
        let operator_class = match parameters.as_deref().unwrap_or_default() {
            [] => Some(class.sql.clone()).filter(|_| !is_default(class)),
            parameters => Some(format!("{} ({})", class.sql, assignments(parameters))),
        };
        let bits = self.options.get(at)?;
        Some(IndexKey {
            part: KeyPart::Expression(String::new()),
            collation: None,
            operator_class,
            descending: bits & DESCENDING != 0,
            nulls_first: bits & NULLS_FIRST != 0,
            statistics: self.statistics.get(at).copied().filter(|&target| target >= 0),
        })
    }
}

/// Parameters of an operator class as SQL.
fn assignments(parameters: &[String]) -> String {
    let assignment = |parameter: &String| {
        let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
        format!("{}={}", quote::identifier(name), quote::literal(value))
    };
    parameters.iter().map(assignment).collect::<Vec<_>>().join(", ")
}
