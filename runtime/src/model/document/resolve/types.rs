//! Types: what a column's type is called, and which of them must be created first.

use crate::{
    model::{
        DomainDef, EnumDef, TypeDef,
        document::{Collation, Domain, DomainCheck, EnumType, Label, Place},
    },
    name::{Name, QualifiedName},
};

/// The types that columns use, each once.
#[derive(Default)]
pub(super) struct Types {
    pub(super) enums: Vec<EnumType>,
    pub(super) domains: Vec<Domain>,
}

impl Types {
    /// Takes a type, after those that it is made of.
    pub(super) fn add(&mut self, def: TypeDef) {
        match def {
            TypeDef::Builtin(..) | TypeDef::Sql(_) => {}
            TypeDef::Array(element) => self.add(*element),
            TypeDef::Enum(def) => self.add_enum(enum_type(def)),
            TypeDef::Domain(def) => {
                self.add(def.base);
                self.add_domain(domain(def));
            }
        }
    }

    /// Two Rust types may stand for one type of the database, if they agree on what it is.
    fn add_enum(&mut self, new: EnumType) {
        if !self.enums.iter().any(|known| known.is_same(&new)) {
            self.enums.push(new);
        }
    }

    fn add_domain(&mut self, new: Domain) {
        if !self.domains.iter().any(|known| known.is_same(&new)) {
            self.domains.push(new);
        }
    }
}

/// The name of a type as SQL.
pub(super) fn sql(def: TypeDef) -> String {
    match def {
        TypeDef::Builtin(_, text) | TypeDef::Sql(text) => text.to_owned(),
        TypeDef::Array(element) => format!("{}[]", sql(*element)),
        TypeDef::Enum(def) => QualifiedName::new(def.schema, def.name).to_string(),
        TypeDef::Domain(def) => QualifiedName::new(def.schema, def.name).to_string(),
    }
}

fn enum_type(def: &EnumDef) -> EnumType {
    let labels = def.labels.iter().map(|label| Label {
        label: label.label.to_owned(),
        line: label.line,
        renamed_from: label.renamed_from.map(str::to_owned),
    });
    EnumType {
        name: QualifiedName::new(def.schema, def.name),
        place: Place::new(def.file, def.line),
        renamed_from: def.renamed_from.map(Name::from),
        comment: def.comment.map(str::to_owned),
        labels: labels.collect(),
    }
}

fn domain(def: &DomainDef) -> Domain {
    let checks = def.checks.iter().map(|&(name, expression)| DomainCheck {
        name: name.map(Name::from),
        expression: expression.to_owned(),
    });
    Domain {
        name: QualifiedName::new(def.schema, def.name),
        place: Place::new(def.file, def.line),
        renamed_from: def.renamed_from.map(Name::from),
        comment: def.comment.map(str::to_owned),
        base: sql(def.base),
        collation: def.collation.map(|(schema, name)| Collation {
            schema: schema.map(Name::from),
            name: Name::from(name),
        }),
        default: def.default.map(str::to_owned),
        not_null: def.not_null,
        checks: checks.collect(),
    }
}
