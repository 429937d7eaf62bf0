//! Where in the source an object of the database is described.

use std::collections::BTreeSet;

use super::{Document, Place, Table, default_name};
use crate::{
    name::{Name, QualifiedName},
    schema::ObjectId,
};

impl Document {
    /// The tables that the models describe.
    pub fn table_names(&self) -> BTreeSet<QualifiedName> {
        self.tables.iter().map(|table| table.name.clone()).collect()
    }

    /// Where an object is described: a field, an attribute of a struct, or the item itself.
    pub fn place_of(&self, id: &ObjectId) -> Option<Place> {
        match id {
            ObjectId::Table(name)
            | ObjectId::Clustering(name)
            | ObjectId::ReplicaIdentity(name) => Some(self.table(name)?.place()),
            ObjectId::Column(table, column)
            | ObjectId::Default(table, column)
            | ObjectId::NotNull(table, column)
            | ObjectId::Identity(table, column) => {
                let table = self.table(table)?;
                let found = table.columns.iter().find(|known| known.name == *column)?;
                Some(table.place_at(found.line))
            }
            ObjectId::Constraint(table, name) => constraint_place(self.table(table)?, name),
            ObjectId::Index(name) => {
                let tables = self.tables.iter().filter(|table| table.name.schema == name.schema);
                tables.into_iter().find_map(|table| index_place(table, &name.name))
            }
            ObjectId::Sequence(name) | ObjectId::SequenceOwner(name) => self.sequence_place(name),
            ObjectId::EnumType(name) => {
                let found = self.enums.iter().find(|made| made.name == *name)?;
                Some(found.place.clone())
            }
            ObjectId::Domain(name) | ObjectId::DomainConstraint(name, _) => {
                let found = self.domains.iter().find(|made| made.name == *name)?;
                Some(found.place.clone())
            }
            ObjectId::Inside(on) | ObjectId::Comment(on) => self.place_of(on),
            ObjectId::Namespace(_) | ObjectId::Extension(_) | ObjectId::Unmodelled { .. } => None,
        }
    }

    fn table(&self, name: &QualifiedName) -> Option<&Table> {
        self.tables.iter().find(|table| table.name == *name)
    }

    fn sequence_place(&self, name: &QualifiedName) -> Option<Place> {
        let tables = self.tables.iter().filter(|table| table.name.schema == name.schema);
        let columns = tables.flat_map(|table| table.columns.iter().map(move |one| (table, one)));
        let mut serial = columns.filter(|(_, column)| column.attributes.serial);
        let (table, column) = serial
            .find(|(table, column)| default_name::sequence(table, &column.name) == name.name)?;
        Some(table.place_at(column.line))
    }
}

fn constraint_place(table: &Table, name: &Name) -> Option<Place> {
    let names = default_name::names(table).constraints;
    let mut found = table.constraints.iter().zip(names).filter(|(_, known)| known == name);
    Some(table.place_at(found.next()?.0.line))
}

fn index_place(table: &Table, name: &Name) -> Option<Place> {
    let names = default_name::names(table).indexes;
    let mut found = table.indexes.iter().zip(names).filter(|(_, known)| known == name);
    Some(table.place_at(found.next()?.0.line))
}

#[cfg(test)]
#[cfg(feature = "derive")]
mod tests {
    use super::*;

    #[derive(aludel_macros::PgEnum)]
    #[aludel(crate = crate)]
    #[expect(dead_code, reason = "only its metadata is used")]
    enum Mood {
        Good,
    }

    #[derive(aludel_macros::PgType)]
    #[aludel(crate = crate, domain = "email", check("VALUE ~ '@'", name = "has_an_at"))]
    #[expect(dead_code, reason = "only its metadata is used")]
    struct Email(String);

    #[derive(aludel_macros::Model)]
    #[aludel(crate = crate, table = "items", schema = "shop")]
    #[aludel(index(sql = "lower(label)"))]
    #[aludel(check("label <> 'a'"))]
    #[aludel(check("label <> 'b'"))]
    #[aludel(check("id > 0 OR label = ''"))]
    #[expect(dead_code, reason = "only its metadata is used")]
    struct Item {
        #[aludel(primary_key)]
        #[aludel(serial)]
        id: i32,
        #[aludel(column = "label")]
        #[aludel(unique(name = "once"))]
        name: String,
        #[aludel(index)]
        mood: Mood,
        email: Email,
        #[aludel(default = true)]
        #[aludel(references_sql = "x")]
        is_there: bool,
    }

    aludel_macros::schema!(SCHEMA = [Item], crate = crate);

    /// The line of this file where an object is described.
    fn source(id: &ObjectId) -> &'static str {
        let place = Document::new(&SCHEMA).unwrap().place_of(id);
        let Some(place) = place else { return "nowhere" };
        assert_eq!(place.file, file!());
        include_str!("places.rs").lines().nth(place.line as usize - 1).unwrap().trim()
    }

    fn items() -> QualifiedName {
        QualifiedName::new("shop", "items")
    }

    #[test]
    fn columns_are_where_their_fields_are() {
        let name = Name::from("label");
        assert_eq!(source(&ObjectId::Table(items())), "struct Item {");
        assert_eq!(source(&ObjectId::Column(items(), name.clone())), "name: String,");
        assert_eq!(source(&ObjectId::NotNull(items(), name.clone())), "name: String,");
        assert_eq!(source(&ObjectId::Default(items(), "is_there".into())), "is_there: bool,");
        let comment = ObjectId::Comment(Box::new(ObjectId::Column(items(), name)));
        assert_eq!(source(&comment), "name: String,");
        assert_eq!(source(&ObjectId::Column(items(), "name".into())), "nowhere");
        let elsewhere = QualifiedName::new("public", "items");
        assert_eq!(source(&ObjectId::Table(elsewhere)), "nowhere");
    }

    #[test]
    fn what_has_no_name_is_found_by_the_one_that_postgresql_gives() {
        let constraint = |name: &str| source(&ObjectId::Constraint(items(), name.into()));
        assert_eq!(constraint("items_pkey"), "#[aludel(primary_key)]");
        assert_eq!(constraint("once"), "#[aludel(unique(name = \"once\"))]");
        assert_eq!(constraint("items_is_there_fkey"), "#[aludel(references_sql = \"x\")]");
        assert_eq!(constraint("items_label_check"), "#[aludel(check(\"label <> 'a'\"))]");
        assert_eq!(constraint("items_label_check1"), "#[aludel(check(\"label <> 'b'\"))]");
        assert_eq!(constraint("items_check"), "#[aludel(check(\"id > 0 OR label = ''\"))]");
        assert_eq!(constraint("items_check1"), "nowhere");
        let index = |name: &str| source(&ObjectId::Index(items().sibling(name.into())));
        assert_eq!(index("items_lower_idx"), "#[aludel(index(sql = \"lower(label)\"))]");
        assert_eq!(index("items_mood_idx"), "#[aludel(index)]");
        let sequence = items().sibling("items_id_seq".into());
        assert_eq!(source(&ObjectId::Sequence(sequence.clone())), "id: i32,");
        assert_eq!(source(&ObjectId::SequenceOwner(sequence)), "id: i32,");
    }

    #[test]
    fn types_are_where_they_are_derived() {
        let name = |name: &str| QualifiedName::new("public", name);
        assert_eq!(source(&ObjectId::EnumType(name("mood"))), "enum Mood {");
        assert_eq!(source(&ObjectId::Domain(name("email"))), "struct Email(String);");
        let check = ObjectId::DomainConstraint(name("email"), "has_an_at".into());
        assert_eq!(source(&check), "struct Email(String);");
        assert_eq!(source(&ObjectId::Extension("citext".into())), "nowhere");
    }
}
