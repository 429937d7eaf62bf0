//! What `renamed_from` says, as changes.

use super::{Document, EnumType, Table};
use crate::{change::Change, name::Name, schema::ObjectId};

impl Document {
    /// The renames that the models ask for, in the order in which they must run: a table before its
    /// columns, which are named by its new name.
    ///
    /// They hold whether or not they have been made; the one who compares knows which are left.
    pub fn renames(&self) -> Vec<Change> {
        let enums = self.enums.iter().flat_map(enum_type);
        let domains = self.domains.iter().filter_map(|made| {
            let from = made.name.sibling(made.renamed_from.clone()?);
            let (from, to) = (ObjectId::Domain(from), ObjectId::Domain(made.name.clone()));
            Some(Change::Rename { from, to })
        });
        let tables = self.tables.iter().flat_map(table);
        enums.chain(domains).chain(tables).collect()
    }
}

fn enum_type(made: &EnumType) -> Vec<Change> {
    let own = made.renamed_from.iter().map(|old| Change::Rename {
        from: ObjectId::EnumType(made.name.sibling(old.clone())),
        to: ObjectId::EnumType(made.name.clone()),
    });
    let labels = made.labels.iter().filter_map(|label| {
        Some(Change::RenameLabel {
            enum_type: made.name.clone(),
            from: label.renamed_from.clone()?,
            to: label.label.clone(),
        })
    });
    own.chain(labels).collect()
}

fn table(table: &Table) -> Vec<Change> {
    let own = table.renamed_from.iter().map(|old| Change::Rename {
        from: ObjectId::Table(table.name.sibling(old.clone())),
        to: ObjectId::Table(table.name.clone()),
    });
    let column = |name: &Name| ObjectId::Column(table.name.clone(), name.clone());
    let columns = table.columns.iter().filter_map(|made| {
        Some(Change::Rename {
            from: column(made.attributes.renamed_from.as_ref()?),
            to: column(&made.name),
        })
    });
    own.chain(columns).collect()
}
