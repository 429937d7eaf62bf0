//! Differences as a reader wants to hear of them.

use std::{collections::BTreeMap, fmt};

use serde::Serialize;
use serde_json::Value;

use crate::{
    change::{Change, Edit},
    name::Name,
    render,
    schema::{Column, Default, IdentifiedBy, Identity, Index, KeyPart, Object, ObjectId},
    type_name,
};

/// What happens to an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// It comes to be.
    Create,
    /// It goes.
    Drop,
    /// It stays and differs.
    Alter,
    /// It gets another name.
    Rename,
}

/// One difference: what happens to which object.
///
/// `Display` is one line of a diff: `+ column app_users.nickname text`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// What happens.
    pub action: Action,
    /// To which object; for a rename under its name before.
    pub object: String,
    /// What the object is, or what of it differs; empty where its name says it all.
    pub detail: String,
    /// What of it differs, one by one, where it stays.
    pub fields: Vec<Field>,
    /// The id of the object, after a rename, which also finds its place in the sources.
    #[serde(skip)]
    pub id: ObjectId,
}

/// One thing that differs about an object, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Field {
    /// What it is: `data type`.
    pub name: String,
    /// What it was.
    pub from: String,
    /// What it becomes.
    pub to: String,
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} -> {}", self.name, self.from, self.to)
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = match self.action {
            Action::Create => '+',
            Action::Drop => '-',
            Action::Alter | Action::Rename => '~',
        };
        write!(f, "{sign} {}", self.object)?;
        if self.detail.is_empty() { Ok(()) } else { write!(f, " {}", self.detail) }
    }
}

/// The objects that come or go whole.
type Whole<'a> = BTreeMap<&'a ObjectId, (Action, &'a Object)>;

/// Lists changes for a reader. What comes or goes with its table or column is not listed apart.
pub fn differences<'a>(changes: impl IntoIterator<Item = &'a Change>) -> Vec<Difference> {
    let changes: Vec<&Change> = changes.into_iter().collect();
    let mut whole = Whole::new();
    for change in &changes {
        match change {
            Change::Edit { id, edit: Edit::Create(object) } => {
                whole.insert(id, (Action::Create, object));
            }
            Change::Edit { id, edit: Edit::Drop(object) } => {
                whole.insert(id, (Action::Drop, object));
            }
            _ => {}
        }
    }
    let listed = changes.into_iter().filter(|change| !follows(change, &whole));
    listed.map(|change| difference(change, &whole)).collect()
}

/// Whether an object comes or goes with the one that holds it.
fn follows(change: &Change, whole: &Whole<'_>) -> bool {
    let Change::Edit { id, edit: Edit::Create(object) | Edit::Drop(object) } = change else {
        return false;
    };
    let holder = match object {
        Object::Index(index) => Some(ObjectId::Table(index.table.clone())),
        Object::SequenceOwner(_) => id.parent(),
        Object::Sequence(_) => owning_column(id, whole),
        _ => id.parent().filter(|parent| !matches!(parent, ObjectId::Namespace(_))),
    };
    let sequence = match id {
        ObjectId::Sequence(name) => whole.get(&ObjectId::SequenceOwner(name.clone())),
        _ => None,
    };
    let holder = match sequence {
        // The sequence of a serial column.
        Some((_, Object::SequenceOwner(owner))) => {
            Some(ObjectId::Column(owner.table.clone(), owner.column.clone()))
        }
        _ => holder,
    };
    let action = whole.get(id).map(|(action, _)| *action);
    holder.is_some_and(|holder| whole.get(&holder).map(|(action, _)| *action) == action)
}

/// The column that a sequence comes or goes with.
fn owning_column(sequence: &ObjectId, whole: &Whole<'_>) -> Option<ObjectId> {
    let ObjectId::Sequence(name) = sequence else { return None };
    match whole.get(&ObjectId::SequenceOwner(name.clone()))?.1 {
        Object::SequenceOwner(owner) => {
            Some(ObjectId::Column(owner.table.clone(), owner.column.clone()))
        }
        _ => None,
    }
}

fn difference(change: &Change, whole: &Whole<'_>) -> Difference {
    let mut fields = Vec::new();
    let (action, id, detail) = match change {
        Change::Edit { id, edit: Edit::Create(object) } => {
            (Action::Create, id.clone(), described(id, object, whole))
        }
        Change::Edit { id, edit: Edit::Drop(object) } => {
            (Action::Drop, id.clone(), described(id, object, whole))
        }
        Change::Edit { id, edit: Edit::Alter { from, to } } => {
            fields = altered(from, to);
            let told = fields.iter().map(Field::to_string).collect::<Vec<_>>();
            (Action::Alter, id.clone(), told.join(", "))
        }
        Change::Rename { from, to } => {
            let (object, detail) = (from.to_string(), format!("becomes {}", last_name(to)));
            return Difference { action: Action::Rename, object, detail, fields, id: to.clone() };
        }
        Change::RenameLabel { enum_type, from, to } => {
            let detail = format!("label '{from}' becomes '{to}'");
            (Action::Rename, ObjectId::EnumType(enum_type.clone()), detail)
        }
    };
    Difference { action, object: id.to_string(), detail, fields, id }
}

/// The name that an object has among its like.
fn last_name(id: &ObjectId) -> String {
    match id {
        ObjectId::EnumType(name)
        | ObjectId::Domain(name)
        | ObjectId::Sequence(name)
        | ObjectId::Table(name)
        | ObjectId::Index(name) => name.to_string(),
        ObjectId::Column(_, name)
        | ObjectId::Constraint(_, name)
        | ObjectId::DomainConstraint(_, name) => name.to_string(),
        other => other.to_string(),
    }
}

/// What an object is, with the parts that come or go with it.
fn described(id: &ObjectId, object: &Object, whole: &Whole<'_>) -> String {
    match id {
        ObjectId::Table(table) => {
            let first = ObjectId::Column(table.clone(), Name::new(""));
            let columns = whole.range::<&ObjectId, _>(&first..).map(|(id, _)| *id);
            let is_column = |id: &&ObjectId| matches!(id, ObjectId::Column(of, _) if of == table);
            match columns.take_while(is_column).count() {
                1 => "(1 column)".to_owned(),
                count => format!("({count} columns)"),
            }
        }
        ObjectId::Column(table, name) => {
            let (table, name) = (|| table.clone(), || name.clone());
            let parts = [
                ObjectId::NotNull(table(), name()),
                ObjectId::Default(table(), name()),
                ObjectId::Identity(table(), name()),
            ];
            let parts = parts.iter().filter_map(|id| match whole.get(id)?.1 {
                Object::NotNull(_) => Some(" not null".to_owned()),
                Object::Default(default) => Some(format!(" default {}", expression(default))),
                identity => Some(format!(" {}", detail(identity))),
            });
            detail(object) + &parts.collect::<String>()
        }
        _ => detail(object),
    }
}

/// What an object is, beyond its name.
fn detail(object: &Object) -> String {
    match object {
        Object::Namespace(_) | Object::Table(_) | Object::NotNull(_) | Object::Unmodelled(_) => {
            String::new()
        }
        Object::Extension(extension) => format!("version {}", extension.version),
        Object::EnumType(enum_type) => format!("({})", enum_type.labels.join(", ")),
        Object::Domain(domain) => type_name::written(&domain.base_type),
        Object::DomainConstraint(constraint) => constraint.definition.clone(),
        Object::Sequence(sequence) => sequence.data_type.clone(),
        Object::SequenceOwner(owner) => format!("is {}.{}", owner.table, owner.column),
        Object::Column(column) => column_text(column),
        Object::Default(default) => expression(default),
        Object::Identity(Identity { always: true, .. }) => "generated always as identity".into(),
        Object::Identity(_) => "generated by default as identity".into(),
        Object::Constraint(constraint) => render::constraint_body(constraint),
        Object::Index(index) => index_text(index),
        Object::Clustering(clustering) => format!("by {}", clustering.index),
        Object::ReplicaIdentity(identity) => match &identity.identified_by {
            IdentifiedBy::WholeRow => "by all columns".to_owned(),
            IdentifiedBy::Nothing => "by nothing".to_owned(),
            IdentifiedBy::Index(index) => format!("by {index}"),
        },
        Object::Comment(comment) => crate::quote::literal(&comment.text),
    }
}

fn column_text(column: &Column) -> String {
    let data_type = type_name::written(&column.data_type);
    match &column.generated {
        Some(generated) => format!("{data_type} generated as {}", generated.expression),
        None => data_type,
    }
}

/// A default as a human writes it: a literal has the type of its column without saying so.
fn expression(default: &Default) -> String {
    let text = &default.expression;
    match text.rsplit_once("::") {
        Some((literal, _)) if render::is_plain_literal(literal) => literal.to_owned(),
        _ => text.clone(),
    }
}

fn index_text(index: &Index) -> String {
    let keys: Vec<String> = index
        .keys
        .iter()
        .map(|key| match &key.part {
            KeyPart::Column(name) => name.to_string(),
            KeyPart::Expression(expression) => expression.clone(),
        })
        .collect();
    let unique = if index.unique { "unique " } else { "" };
    let method = if index.method == "btree" { String::new() } else { format!("{} ", index.method) };
    format!("{unique}{method}on {} ({})", index.table, keys.join(", "))
}

/// Which fields differ, and how.
fn altered(from: &Object, to: &Object) -> Vec<Field> {
    let only =
        |name: &str| vec![Field { name: name.to_owned(), from: detail(from), to: detail(to) }];
    match to {
        Object::Clustering(_) | Object::ReplicaIdentity(_) => only("rows"),
        Object::Default(_) => only("expression"),
        _ => differing(from, to),
    }
}

/// The fields that differ, as the schema has them.
fn differing(from: &Object, to: &Object) -> Vec<Field> {
    let fields = |object: &Object| match serde_json::to_value(object) {
        // The outer object has the kind as its only key.
        Ok(Value::Object(kind)) => kind.into_iter().next().map(|(_, fields)| fields),
        _ => None,
    };
    let (Some(Value::Object(from)), Some(Value::Object(to))) = (fields(from), fields(to)) else {
        return Vec::new();
    };
    let differing = to.iter().filter(|(key, value)| {
        // A position is never a difference.
        *key != "position" && from.get(*key) != Some(value)
    });
    differing
        .map(|(key, value)| {
            let before = from.get(key).unwrap_or(&Value::Null);
            let (from, to) = (plain(key, before), plain(key, value));
            Field { name: key.replace('_', " "), from, to }
        })
        .collect()
}

fn plain(key: &str, value: &Value) -> String {
    match value {
        Value::String(text) if key.ends_with("_type") => type_name::written(text),
        Value::Null => "none".to_owned(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(items) => {
            format!(
                "({})",
                items.iter().map(|item| plain(key, item)).collect::<Vec<String>>().join(", ")
            )
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        name::{Name, QualifiedName},
        schema::{EnumType, NotNull, Persistence, Position, Table},
    };

    fn users() -> QualifiedName {
        QualifiedName::new("public", "users")
    }

    fn nickname(data_type: &str) -> (ObjectId, Object) {
        let column = Column {
            position: Position(2),
            data_type: data_type.to_owned(),
            collation: None,
            generated: None,
            storage: None,
            compression: None,
            statistics: None,
            options: Vec::new(),
        };
        (ObjectId::Column(users(), Name::from("nickname")), Object::Column(column))
    }

    fn create((id, object): (ObjectId, Object)) -> Change {
        Change::Edit { id, edit: Edit::Create(object) }
    }

    fn check(changes: &[Change], expected: &[&str]) {
        let lines: Vec<String> = differences(changes).iter().map(ToString::to_string).collect();
        assert_eq!(lines, expected);
    }

    #[test]
    fn a_column_is_told_with_its_parts() {
        let id = || (users(), Name::from("nickname"));
        let not_null = NotNull { name: None, validated: true, no_inherit: false };
        let default = Default { expression: "''::text".to_owned() };
        check(
            &[
                create(nickname("text")),
                create((ObjectId::NotNull(id().0, id().1), Object::NotNull(not_null))),
                create((ObjectId::Default(id().0, id().1), Object::Default(default))),
            ],
            &["+ column users.nickname text not null default ''"],
        );
    }

    #[test]
    fn a_table_is_told_without_its_columns() {
        let table = Table { persistence: Persistence::Logged, options: Vec::new() };
        let table = (ObjectId::Table(users()), Object::Table(table));
        check(&[create(table), create(nickname("text"))], &["+ table users (1 column)"]);
    }

    #[test]
    fn an_altered_default_is_told_as_one_writes_it() {
        let id = ObjectId::Default(users(), Name::from("nickname"));
        let default = |text: &str| Object::Default(Default { expression: text.to_owned() });
        let (from, to) = (default("'it''s'::character varying"), default("lower('A'::text)"));
        let expected = "~ default of users.nickname expression: 'it''s' -> lower('A'::text)";
        check(&[Change::Edit { id, edit: Edit::Alter { from, to } }], &[expected]);
    }

    #[test]
    fn an_alteration_says_what_differs() {
        let ((id, from), (_, to)) = (nickname("varchar(50)"), nickname("text"));
        let edit = Edit::Alter { from, to };
        check(
            &[Change::Edit { id, edit }],
            &["~ column users.nickname data type: varchar(50) -> text"],
        );
        let labels = |labels: &[&str]| {
            Object::EnumType(EnumType { labels: labels.iter().map(ToString::to_string).collect() })
        };
        let edit = Edit::Alter { from: labels(&["a"]), to: labels(&["a", "b"]) };
        let id = ObjectId::EnumType(QualifiedName::new("public", "mood"));
        check(&[Change::Edit { id, edit }], &["~ enum mood labels: (a) -> (a, b)"]);
    }
}
