//! A schema while its rows come in.

use std::collections::{BTreeMap, BTreeSet, btree_map::Entry};

use super::{
    address::{Address, class},
    fold::Folds,
    index::Dictionary,
};
use crate::{
    name::{Name, QualifiedName},
    schema::{Object, ObjectId, Schema},
    version::ServerVersion,
};

/// What is known so far, by the numbers of the catalog.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) schema: Schema,
    /// Which object stands where, columns apart: those are among the attributes.
    addresses: BTreeMap<Address, ObjectId>,
    /// Every schema of a user, that of an extension too.
    pub(super) namespaces: BTreeMap<u32, Name>,
    /// Every relation that has columns. Those that are no tables are among the folds as well.
    pub(super) relations: BTreeMap<u32, QualifiedName>,
    pub(super) folds: Folds,
    /// Every column of those relations.
    pub(super) attributes: Attributes,
    /// The base type of every domain.
    pub(super) domains: BTreeMap<u32, u32>,
    pub(super) dictionary: Dictionary,
    /// Edges to objects that may not have been read yet.
    edges: Vec<(ObjectId, Vec<Target>)>,
}

/// Columns by their relation and number.
pub(super) type Attributes = BTreeMap<(u32, i16), Attribute>;

/// A column, as far as others refer to it.
#[derive(Debug)]
pub(super) struct Attribute {
    pub(super) name: Name,
    pub(super) data_type: u32,
    pub(super) collation: u32,
}

/// The far end of an edge.
#[derive(Debug)]
pub(super) enum Target {
    At(Address),
    Id(ObjectId),
}

impl Draft {
    pub(super) fn new(version: ServerVersion) -> Self {
        Self {
            schema: Schema::empty(version),
            addresses: BTreeMap::new(),
            namespaces: BTreeMap::new(),
            relations: BTreeMap::new(),
            folds: Folds::default(),
            attributes: BTreeMap::new(),
            domains: BTreeMap::new(),
            dictionary: Dictionary::default(),
            edges: Vec::new(),
        }
    }

    /// Puts an object in its place, and remembers where the catalog has it.
    pub(super) fn place(&mut self, address: Address, id: ObjectId, object: Object) {
        self.locate(address, id.clone());
        self.schema.objects.insert(id, object);
    }

    /// Remembers one more place where the catalog has an object.
    pub(super) fn locate(&mut self, address: Address, id: ObjectId) {
        self.addresses.insert(address, id);
    }

    /// The object at exactly this address.
    pub(super) fn at(&self, address: Address) -> Option<ObjectId> {
        match (address.class, address.column) {
            (class::RELATION, 1..) => {
                let column = self.column(address.object, address.column)?.clone();
                Some(ObjectId::Column(self.relations.get(&address.object)?.clone(), column))
            }
            _ => self.addresses.get(&address).cloned(),
        }
    }

    /// The object at this address, or the whole that it is a column of.
    pub(super) fn near(&self, address: Address) -> Option<ObjectId> {
        self.at(address).or_else(|| self.at(address.of_whole()))
    }

    /// The name of something in a user's schema.
    pub(super) fn qualify(&self, namespace: u32, name: &str) -> Option<QualifiedName> {
        let schema = self.namespaces.get(&namespace)?.clone();
        Some(QualifiedName { schema, name: Name::from(name) })
    }

    /// The name of a column.
    pub(super) fn column(&self, relation: u32, number: i16) -> Option<&Name> {
        self.attributes.get(&(relation, number)).map(|attribute| &attribute.name)
    }

    /// The type that a domain stands for in the end, or the type itself.
    pub(super) fn base_type(&self, mut data_type: u32) -> u32 {
        while let Some(&base) = self.domains.get(&data_type) {
            data_type = base;
        }
        data_type
    }

    /// Notes that `id` depends on all of `targets`.
    pub(super) fn depends(&mut self, id: ObjectId, targets: Vec<Target>) {
        if !targets.is_empty() {
            self.edges.push((id, targets));
        }
    }

    /// Notes that `id` depends on columns of `relation`.
    pub(super) fn columns(relation: u32, numbers: &[i16]) -> impl Iterator<Item = Target> + '_ {
        let columns = numbers.iter().filter(|&&number| number != 0);
        columns.map(move |&number| Target::At(Address::column(relation, number)))
    }

    /// Folds what is no table, and resolves the edges.
    pub(super) fn finish(mut self) -> Schema {
        let objects = std::mem::take(&mut self.schema.objects);
        self.schema.objects = self.folds.fold(objects, &self.attributes);
        self.schema.edges = self.folds.namespaces(&self.schema.objects);
        for (id, targets) in std::mem::take(&mut self.edges) {
            let id = self.folds.home(&id).unwrap_or(id);
            let parent = id.parent();
            let known: BTreeSet<ObjectId> = targets
                .into_iter()
                .filter_map(|target| self.resolve(target))
                .filter(|target| *target != id && Some(target) != parent.as_ref())
                .collect();
            match self.schema.edges.entry(id) {
                _ if known.is_empty() => {}
                Entry::Vacant(edges) => drop(edges.insert(known)),
                Entry::Occupied(mut edges) => edges.get_mut().extend(known),
            }
        }
        self.schema
    }

    fn resolve(&self, target: Target) -> Option<ObjectId> {
        let by_name = matches!(target, Target::Id(_));
        let id = match target {
            Target::At(address) => self.near(address)?,
            Target::Id(id) => id,
        };
        match self.folds.home(&id) {
            None if by_name => self.schema.objects.contains_key(&id).then_some(id),
            None => Some(id),
            home => home,
        }
    }
}

impl Target {
    /// A whole object at its address.
    pub(super) fn whole(class: u32, object: u32) -> Self {
        Self::At(Address::whole(class, object))
    }

    /// A relation, an index or a sequence.
    pub(super) fn relation(object: u32) -> Self {
        Self::whole(class::RELATION, object)
    }
}
