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

#[cfg(test)]
#[cfg(feature = "derive")]
mod tests {
    use super::*;

    #[derive(aludel_macros::PgEnum)]
    #[aludel(crate = crate, schema = "kinds", renamed_from = "humour")]
    #[expect(dead_code, reason = "only its metadata is used")]
    enum Mood {
        #[aludel(renamed_from = "Well")]
        Good,
        Bad,
    }

    #[derive(aludel_macros::PgType)]
    #[aludel(crate = crate, domain = "email", renamed_from = "mail")]
    #[expect(dead_code, reason = "only its metadata is used")]
    struct Email(String);

    #[derive(aludel_macros::Model)]
    #[aludel(crate = crate, table = "items", schema = "shop", renamed_from = "things")]
    #[expect(dead_code, reason = "only its metadata is used")]
    struct Item {
        #[aludel(column = "label", renamed_from = "title")]
        name: String,
        mood: Mood,
        email: Email,
    }

    aludel_macros::schema!(SCHEMA = [Item], crate = crate);

    #[test]
    fn a_table_is_renamed_before_its_columns_and_stays_in_its_schema() {
        let renames = Document::new(&SCHEMA).unwrap().renames();
        let told: Vec<_> = renames
            .iter()
            .map(|change| match change {
                Change::Rename { from, to } => format!("{from} -> {to}"),
                Change::RenameLabel { enum_type, from, to } => {
                    format!("{enum_type}: {from} -> {to}")
                }
                other @ Change::Edit { .. } => panic!("no rename: {other:?}"),
            })
            .collect();
        insta::assert_snapshot!(told.join("\n"), @"
        enum kinds.humour -> enum kinds.mood
        kinds.mood: Well -> Good
        domain mail -> domain email
        table shop.things -> table shop.items
        column shop.items.title -> column shop.items.label
        ");
    }
}
