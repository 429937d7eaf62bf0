//! Columns and their defaults.

mod definition;
pub(super) mod identity;
mod not_null;
mod settings;

pub(super) use self::{
    definition::definition,
    not_null::{name as not_null_name, render as not_null},
    settings::after_creation,
};
use super::{Ends, cast, cast::Conversion, clause::Action, domain, expression};
use crate::{
    change::Edit,
    name::{Name, QualifiedName},
    schema::{Column, Object, ObjectId},
    type_name,
};

/// A column of a table by its two names.
pub(super) type Place<'a> = (&'a QualifiedName, &'a Name);

pub(super) fn render(place: Place<'_>, edit: &Edit<Object>, ends: Ends<'_>) -> Vec<Action> {
    let (table, name) = place;
    match edit {
        Edit::Create(Object::Column(column)) => create(place, column, ends),
        Edit::Drop(_) => vec![
            Action::clause(table, format!("DROP COLUMN {name}"))
                .noted(format!("The values of {table}.{name} are lost.")),
        ],
        Edit::Alter { from: Object::Column(from), to: Object::Column(to) } => {
            alter(place, from, to, ends)
        }
        _ => Vec::new(),
    }
}

fn create(place: Place<'_>, column: &Column, ends: Ends<'_>) -> Vec<Action> {
    let (table, name) = place;
    let definition = definition(place, column, ends);
    let add = Action::clause(table, format!("ADD COLUMN {definition}"));
    let has = |id: ObjectId| ends.to.objects.contains_key(&id);
    let here = || (table.clone(), name.clone());
    let id = |kind: fn(QualifiedName, Name) -> ObjectId| {
        let (table, name) = here();
        kind(table, name)
    };
    let bare = has(id(ObjectId::NotNull))
        && !has(id(ObjectId::Default))
        && !has(id(ObjectId::Identity))
        && column.generated.is_none();
    let add = if bare {
        add.noted(format!("Fails where {table} has rows: {name} is not null and has no default."))
    } else {
        add
    };
    std::iter::once(add).chain(after_creation(place, column)).collect()
}

fn alter(place: Place<'_>, from: &Column, to: &Column, ends: Ends<'_>) -> Vec<Action> {
    let (table, name) = place;
    let mut actions = Vec::new();
    match (&from.generated, &to.generated) {
        (Some(_), None) => {
            let clause = format!("ALTER COLUMN {name} DROP EXPRESSION");
            // Beside a new type the server would still see a generated column.
            let retyped = from.data_type != to.data_type;
            actions.push(if retyped {
                Action::alone(table, &clause)
            } else {
                Action::clause(table, clause)
            });
        }
        (Some(before), Some(after)) if before != after => {
            let expression = expression::stable(expression::bare(&after.expression));
            let clause = format!("ALTER COLUMN {name} SET EXPRESSION AS ({expression})");
            actions.push(Action::clause(table, clause));
        }
        _ => {}
    }
    if from.data_type != to.data_type || from.collation != to.collation {
        actions.push(retype(place, from, to, ends));
    }
    actions.extend(settings::changes(place, from, to));
    actions
}

fn retype((table, name): Place<'_>, from: &Column, to: &Column, ends: Ends<'_>) -> Action {
    let data_type = type_name::written(&to.data_type);
    let collation = to.collation.as_ref().map_or(String::new(), |name| format!(" COLLATE {name}"));
    let conversion = match &to.generated {
        // A generated column is computed anew.
        Some(_) => Conversion::Implied,
        None => cast::conversion(&from.data_type, &to.data_type, (ends.from, ends.to)),
    };
    // An enum and the one that is made anew in its place have no cast between them.
    let conversion = match conversion {
        Conversion::Element if leaves_old_enum((table, name), ends) => {
            Conversion::ElementThroughText
        }
        Conversion::Implied | Conversion::Cast
            if to.generated.is_none()
                && leaves_old_enum((table, name), ends)
                && !cast::is_string(&type_name::base(&to.data_type)) =>
        {
            Conversion::ThroughText
        }
        other => other,
    };
    let using = match conversion {
        Conversion::Implied => String::new(),
        Conversion::Cast => format!(" USING {name}::{data_type}"),
        Conversion::InUtc => format!(" USING {}", cast::in_utc(name)),
        Conversion::DayInUtc => format!(" USING {}", cast::day_in_utc(name)),
        Conversion::ThroughText => {
            let brackets =
                if type_name::is_array(&from.data_type) && type_name::is_array(&to.data_type) {
                    "[]"
                } else {
                    ""
                };
            format!(" USING {name}::text{brackets}::{data_type}")
        }
        Conversion::Element => format!(" USING ARRAY[{name}]::{data_type}"),
        Conversion::ElementThroughText => format!(" USING ARRAY[{name}::text]::{data_type}"),
    };
    let retype =
        Action::clause(table, format!("ALTER COLUMN {name} TYPE {data_type}{collation}{using}"));
    let values = format!("{table}.{name}");
    let types = (from.data_type.as_str(), to.data_type.as_str());
    match cast::loss(&values, types, (ends.from, ends.to)) {
        Some(loss) if to.generated.is_none() => retype.noted(loss),
        _ => retype,
    }
}

/// Whether the column has an enum that is made anew, or a domain over one.
fn leaves_old_enum((table, name): Place<'_>, ends: Ends<'_>) -> bool {
    let id = ObjectId::Column(table.clone(), name.clone());
    domain::is_over_old_enum(&id, ends)
}

pub(super) fn default(place: Place<'_>, edit: &Edit<Object>, ends: Ends<'_>) -> Vec<Action> {
    let (table, name) = place;
    let clause = match edit {
        Edit::Create(Object::Default(default))
        | Edit::Alter { to: Object::Default(default), .. } => {
            let column = ends.to.objects.get(&ObjectId::Column(table.clone(), name.clone()));
            let data_type = match column {
                Some(Object::Column(column)) => column.data_type.as_str(),
                _ => "",
            };
            let expression = expression::default(&default.expression, data_type);
            format!("ALTER COLUMN {name} SET DEFAULT {expression}")
        }
        _ => format!("ALTER COLUMN {name} DROP DEFAULT"),
    };
    vec![Action::clause(table, clause)]
}
