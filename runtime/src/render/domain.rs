//! Domains and their constraints.

use super::{
    Ends,
    cast::{self, Conversion},
    clause::Action,
    enum_type, expression,
};
use crate::{
    change::Edit,
    name::{Name, QualifiedName},
    schema::{Domain, DomainConstraint, Object, ObjectId},
    type_name,
};

pub(super) fn render(name: &QualifiedName, edit: &Edit<Object>, ends: Ends<'_>) -> Vec<Action> {
    match edit {
        Edit::Create(Object::Domain(domain)) => create(name, domain, ends),
        Edit::Drop(_) => vec![Action::statement(format!("DROP DOMAIN {name}"))],
        Edit::Alter { from: Object::Domain(from), to: Object::Domain(to) } => {
            if ends.rebuilt.contains(&ObjectId::Domain(name.clone())) {
                rebuild(name, from, to, ends)
            } else {
                alter(name, from, to)
            }
        }
        _ => Vec::new(),
    }
}

/// The domain with its constraints. Those that are not validated are added to it afterwards.
fn create(name: &QualifiedName, domain: &Domain, ends: Ends<'_>) -> Vec<Action> {
    let mut sql = head(name, domain, ends);
    let mut later = Vec::new();
    let first = ObjectId::DomainConstraint(name.clone(), Name::new(""));
    for (id, object) in ends.to.objects.range(first..) {
        let (ObjectId::DomainConstraint(of, constraint_name), Object::DomainConstraint(constraint)) =
            (id, object)
        else {
            break;
        };
        if of != name {
            break;
        }
        if constraint.validated {
            let check = expression::check(&constraint.definition);
            sql.push_str(&format!("\n    CONSTRAINT {constraint_name} {check}"));
        } else {
            later.extend(add_constraint(name, constraint_name, constraint));
        }
    }
    std::iter::once(Action::statement(sql)).chain(later).collect()
}

fn head(name: &QualifiedName, domain: &Domain, ends: Ends<'_>) -> String {
    let mut sql = format!("CREATE DOMAIN {name} AS {}", type_name::written(&domain.base_type));
    if let Some(collation) = &domain.collation {
        sql.push_str(&format!(" COLLATE {collation}"));
    }
    if let Some(default) = &domain.default {
        let default = expression::default(default, &domain.base_type);
        sql.push_str(&format!(" DEFAULT {default}"));
    }
    if domain.not_null {
        // Since 17 it is a constraint, and the one that was set aside has the usual name.
        if ends.rebuilt.contains(&ObjectId::Domain(name.clone())) && ends.to.version.major() >= 17 {
            let usual = Name::given(name.name.as_str(), None, "not_null");
            sql.push_str(&format!(" CONSTRAINT {usual}"));
        }
        sql.push_str(" NOT NULL");
    }
    sql
}

fn alter(name: &QualifiedName, from: &Domain, to: &Domain) -> Vec<Action> {
    let mut clauses = Vec::new();
    if from.default != to.default {
        clauses.push(match &to.default {
            Some(default) => format!("SET DEFAULT {default}"),
            None => "DROP DEFAULT".to_owned(),
        });
    }
    if from.not_null != to.not_null {
        clauses.push(if to.not_null { "SET NOT NULL" } else { "DROP NOT NULL" }.to_owned());
    }
    let alter = |clause| Action::statement(format!("ALTER DOMAIN {name} {clause}"));
    clauses.into_iter().map(alter).collect()
}

/// Another base type, or one that is made anew: so is the domain, under its name, and its columns
/// follow.
fn rebuild(name: &QualifiedName, from: &Domain, to: &Domain, ends: Ends<'_>) -> Vec<Action> {
    let id = ObjectId::Domain(name.clone());
    let old = enum_type::aside(name, ends);
    let rename = format!("ALTER DOMAIN {name} RENAME TO {}", old.name);
    let converts = cast::conversion(&from.base_type, &to.base_type, (ends.from, ends.to));
    let anew = is_over_old_enum(&id, ends);
    let convert = |column: &Name, brackets: &str| match converts {
        Conversion::Implied | Conversion::Cast if !anew => column.to_string(),
        Conversion::InUtc if brackets.is_empty() => format!("({})", cast::in_utc(column)),
        Conversion::DayInUtc if brackets.is_empty() => format!("({})", cast::day_in_utc(column)),
        Conversion::InUtc | Conversion::DayInUtc => column.to_string(),
        Conversion::Element if !anew => format!("ARRAY[{column}]"),
        Conversion::Element | Conversion::ElementThroughText => format!("ARRAY[{column}::text]"),
        _ => enum_type::through_text(column, brackets),
    };
    let rename = Action::statement(rename);
    let types = (from.base_type.as_str(), to.base_type.as_str());
    let mut actions = vec![match cast::loss(&name.to_string(), types, (ends.from, ends.to)) {
        Some(loss) => rename.noted(loss),
        None => rename,
    }];
    actions.extend(create(name, to, ends));
    actions.extend(enum_type::retype_columns(&id, ends, convert));
    actions.push(enum_type::drop_old(&id, format!("DROP DOMAIN {old}"), ends));
    actions
}

/// Whether there is an enum below that is made anew: the old one and the new have no cast.
pub(super) fn is_over_old_enum(id: &ObjectId, ends: Ends<'_>) -> bool {
    ends.from.edges.get(id).into_iter().flatten().any(|on| {
        let is_enum = matches!(on, ObjectId::EnumType(_));
        ends.rebuilt.contains(on) && (is_enum || is_over_old_enum(on, ends))
    })
}

pub(super) fn constraint(domain: &QualifiedName, name: &Name, edit: &Edit<Object>) -> Vec<Action> {
    match edit {
        Edit::Create(Object::DomainConstraint(constraint)) => {
            add_constraint(domain, name, constraint)
        }
        Edit::Drop(_) => {
            vec![Action::statement(format!("ALTER DOMAIN {domain} DROP CONSTRAINT {name}"))]
        }
        // Another definition is another constraint: what is left is the validation.
        _ => vec![Action::statement(format!("ALTER DOMAIN {domain} VALIDATE CONSTRAINT {name}"))],
    }
}

fn add_constraint(
    domain: &QualifiedName,
    name: &Name,
    constraint: &DomainConstraint,
) -> Vec<Action> {
    let check = expression::check(&constraint.definition);
    let valid = if constraint.validated { "" } else { " NOT VALID" };
    let sql = format!("ALTER DOMAIN {domain} ADD CONSTRAINT {name} {check}{valid}");
    vec![Action::statement(sql)]
}
