//! Changes to SQL: what a careful human would have written, for 14 to 18.

mod cast;
mod clause;
mod column;
mod comment;
mod constraint;
mod domain;
mod enum_type;
mod expression;
mod index;
mod namespace;
mod options;
mod rename;
mod rows;
mod sequence;
mod step;
mod table;

use std::cmp::Reverse;

use self::{clause::Action, step::steps};
pub(crate) use self::{constraint::body as constraint_body, expression::is_plain_literal};
use crate::{
    change::{Change, Edit},
    diff::{Diff, Group, OrderError, rebuilt::Rebuilt},
    schema::{ObjectId, Schema},
    statement::Step,
};

/// The two directions of a migration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Script {
    /// From the schema before to the schema after.
    pub up: Vec<Step>,
    /// The way back.
    pub down: Vec<Step>,
}

/// Why changes cannot be written as SQL.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RenderError {
    /// They cannot be ordered.
    #[error("the changes cannot be ordered")]
    Order(#[from] OrderError),
    /// A difference for which there is no statement: better an error than a change that is lost.
    #[error("there is no statement that makes this change: {change} {id}")]
    NoStatement {
        /// `create`, `drop` or `alter`.
        change: &'static str,
        /// Which object.
        id: Box<ObjectId>,
    },
}

/// The schemas at both ends of a direction.
#[derive(Debug, Clone, Copy)]
struct Ends<'a> {
    from: &'a Schema,
    to: &'a Schema,
    rebuilt: &'a Rebuilt<'a>,
}

/// Renders a difference in both directions.
///
/// `declared` are renames that were carried out before the schemas were compared; they run first,
/// and last on the way back.
///
/// # Errors
///
/// Where something that is not modelled stands in the way, or a change has no statement.
pub fn script(declared: &[Change], diff: &Diff) -> Result<Script, RenderError> {
    let renames = || declared.iter().chain(&diff.renames);
    let mut up = Vec::new();
    for change in renames() {
        up.extend(rename::render(change)?);
    }
    up.extend(actions(&diff.up()?, diff.from(), diff.to())?);
    let mut down = actions(&diff.down()?, diff.to(), diff.from())?;
    for change in renames().rev() {
        down.extend(rename::render(&change.clone().inverse())?);
    }
    Ok(Script { up: steps(up), down: steps(down) })
}

/// The statements that carry out declared renames.
///
/// # Errors
///
/// A change that is no rename.
pub fn renames(declared: &[Change]) -> Result<Vec<String>, RenderError> {
    let mut rendered = Vec::new();
    for change in declared {
        rendered.extend(rename::render(change)?);
    }
    let steps = steps(rendered);
    let statements = steps.into_iter().flat_map(|step| step.statements);
    Ok(statements.map(|statement| statement.sql).collect())
}

fn actions(groups: &[Group], from: &Schema, to: &Schema) -> Result<Vec<Action>, RenderError> {
    let ends = Ends { from, to, rebuilt: &Rebuilt::new(from, to) };
    let (mut first, mut actions, mut last) = (Vec::new(), Vec::new(), Vec::new());
    for group in groups {
        let rendered = render(group, ends)?;
        if rendered.is_empty() {
            return Err(no_statement(&group.lead));
        }
        for action in rendered {
            match action {
                Action::Check(_) => first.push(action),
                Action::Last { height, .. } => last.push((Reverse(height), action)),
                _ => actions.push(action),
            }
        }
    }
    last.sort_by_key(|(height, _)| *height);
    let last = last.into_iter().map(|(_, action)| action);
    Ok(first.into_iter().chain(actions).chain(last).collect())
}

/// One arm a kind; each kind knows its own statements.
fn render(group: &Group, ends: Ends<'_>) -> Result<Vec<Action>, RenderError> {
    let Change::Edit { id, edit } = &group.lead else {
        return rename::render(&group.lead);
    };
    let actions = match (id, edit) {
        (ObjectId::Namespace(name), edit) => namespace::schema(name, edit),
        (ObjectId::Extension(name), edit) => namespace::extension(name, edit),
        (ObjectId::EnumType(name), edit) => enum_type::render(name, edit, ends),
        (ObjectId::Domain(name), edit) => domain::render(name, edit, ends),
        (ObjectId::DomainConstraint(domain, name), edit) => domain::constraint(domain, name, edit),
        (ObjectId::Sequence(name), edit) => sequence::render(name, edit, ends),
        (ObjectId::SequenceOwner(name), edit) => sequence::owner(name, edit, ends),
        (ObjectId::Table(name), edit) => table::render(name, edit, &group.rest, ends),
        (ObjectId::Column(table, name), edit) => column::render((table, name), edit, ends),
        (ObjectId::Default(table, name), edit) => column::default((table, name), edit, ends),
        (ObjectId::NotNull(table, name), edit) => column::not_null((table, name), edit),
        (ObjectId::Identity(table, name), edit) => {
            column::identity::render((table, name), edit, ends)
        }
        (ObjectId::Constraint(table, name), edit) => constraint::render((table, name), edit, ends),
        (ObjectId::Index(name), edit) => index::render(name, edit),
        (ObjectId::Clustering(table), edit) => rows::clustering(table, edit),
        (ObjectId::ReplicaIdentity(table), edit) => rows::replica_identity(table, edit),
        (ObjectId::Comment(on), edit) => comment::render(on, edit, ends),
        (ObjectId::Inside(_) | ObjectId::Unmodelled { .. }, _) => Vec::new(),
    };
    Ok(actions)
}

fn no_statement(change: &Change) -> RenderError {
    let verb = match change {
        Change::Edit { edit: Edit::Create(_), .. } => "create",
        Change::Edit { edit: Edit::Drop(_), .. } => "drop",
        Change::Edit { edit: Edit::Alter { .. }, .. } => "alter",
        Change::Rename { .. } | Change::RenameLabel { .. } => "rename",
    };
    RenderError::NoStatement { change: verb, id: Box::new(change.id().into_owned()) }
}
