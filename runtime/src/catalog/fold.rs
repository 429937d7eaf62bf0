//! Relations that are more than a table can say: read like any other, then told in one text each.
//!
//! Views, partitions and their like have columns, constraints, indexes and comments too. As long as
//! aludel does not write them, all of that becomes one unmodelled object, whose definition changes
//! when any of it does.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::draft::Attributes;
use crate::{
    name::{Name, QualifiedName},
    schema::{Object, ObjectId, Unmodelled},
};

/// One such relation.
#[derive(Debug)]
pub(super) struct Fold {
    kind: &'static str,
    /// What is known beside the objects in it.
    pub(super) facts: Vec<String>,
    /// The relation, if the order of its columns matters.
    ordered: Option<u32>,
}

impl Fold {
    pub(super) fn new(kind: &'static str, fact: &str) -> Self {
        let facts = Some(fact).filter(|fact| !fact.is_empty()).map(str::to_owned);
        Self { kind, facts: facts.into_iter().collect(), ordered: None }
    }

    /// A type, whose values are written column by column.
    pub(super) fn in_order(kind: &'static str, relation: u32) -> Self {
        Self { kind, facts: Vec::new(), ordered: Some(relation) }
    }
}

/// Every such relation by its name.
#[derive(Debug, Default)]
pub(super) struct Folds {
    relations: BTreeMap<QualifiedName, Fold>,
    /// The relation of every index on one of them.
    indexes: BTreeMap<QualifiedName, QualifiedName>,
}

impl Folds {
    pub(super) fn insert(&mut self, name: QualifiedName, fold: Fold) {
        self.relations.insert(name, fold);
    }

    /// The fold of `name`, which becomes one of `kind` if it was a table until now.
    pub(super) fn entry(&mut self, name: QualifiedName, kind: &'static str) -> &mut Fold {
        self.relations.entry(name).or_insert_with(|| Fold::new(kind, ""))
    }

    /// What `id` becomes a part of, if anything.
    pub(super) fn home(&self, id: &ObjectId) -> Option<ObjectId> {
        if self.relations.is_empty() {
            return None;
        }
        let name = self.relation(id)?;
        let kind = self.relations.get(name)?.kind.to_owned();
        Some(ObjectId::Unmodelled { kind, identity: format!("{}.{}", name.schema, name.name) })
    }

    fn relation<'a>(&'a self, id: &'a ObjectId) -> Option<&'a QualifiedName> {
        match id {
            ObjectId::Index(index) => self.indexes.get(index),
            ObjectId::Comment(on) => self.relation(on),
            _ => id.table(),
        }
    }

    /// Moves the parts of the relations out of `objects`, and puts one object for each in.
    pub(super) fn fold(
        &mut self,
        objects: BTreeMap<ObjectId, Object>,
        attributes: &Attributes,
    ) -> BTreeMap<ObjectId, Object> {
        if self.relations.is_empty() {
            return objects;
        }
        self.learn_indexes(&objects);
        let mut parts: BTreeMap<ObjectId, BTreeSet<String>> = BTreeMap::new();
        let mut kept = Vec::new();
        for (id, object) in objects {
            match self.home(&id) {
                Some(home) => {
                    parts.entry(home).or_default().insert(line(&id, &object));
                }
                None => kept.push((id, object)),
            }
        }
        for (name, fold) in &self.relations {
            let Some(id) = self.home(&ObjectId::Table(name.clone())) else { continue };
            let lines = parts.remove(&id).unwrap_or_default();
            let order = fold.ordered.map(|relation| order(attributes, relation));
            let facts = fold.facts.iter().cloned().chain(order);
            let definition = facts.chain(lines).collect::<Vec<_>>().join("\n");
            kept.push((id, Object::Unmodelled(Unmodelled { definition })));
        }
        kept.into_iter().collect()
    }

    /// The edges to the schemas in which the relations are: an unmodelled object has no parent.
    pub(super) fn namespaces(
        &self,
        objects: &BTreeMap<ObjectId, Object>,
    ) -> BTreeMap<ObjectId, BTreeSet<ObjectId>> {
        let edges = self.relations.keys().filter_map(|name| {
            let namespace = ObjectId::Namespace(name.schema.clone());
            let id = self.home(&ObjectId::Table(name.clone()))?;
            objects.contains_key(&namespace).then(|| (id, BTreeSet::from([namespace])))
        });
        edges.collect()
    }

    fn learn_indexes(&mut self, objects: &BTreeMap<ObjectId, Object>) {
        for (id, object) in objects {
            if let (ObjectId::Index(name), Object::Index(index)) = (id, object)
                && self.relations.contains_key(&index.table)
            {
                self.indexes.insert(name.clone(), index.table.clone());
            }
        }
    }
}

/// One object as a line that is the same in every database: the fields that say something.
fn line(id: &ObjectId, object: &Object) -> String {
    let payload = serde_json::to_value(object).unwrap_or_default();
    let fields = payload.as_object().and_then(|kind| kind.values().next()?.as_object());
    let telling = fields.into_iter().flatten().filter(|(name, value)| match value {
        Value::Null | Value::Bool(false) => false,
        Value::Array(items) => !items.is_empty(),
        // The order of columns is no difference, and dropped ones leave gaps.
        _ => *name != "position",
    });
    let words = telling.map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>();
    format!("{id}: {}", words.join(" "))
}

fn order(attributes: &Attributes, relation: u32) -> String {
    let columns = attributes.range((relation, 0)..=(relation, i16::MAX));
    let names = columns.map(|(_, column)| Name::to_string(&column.name)).collect::<Vec<_>>();
    format!("in order: {}", names.join(", "))
}
