//! Constraints of tables.

use std::borrow::Cow;

use super::{
    Draft, Fields, Part,
    address::{Address, class},
    draft::Target,
    error::Halt,
    lock::WITH_LOCKED,
};
use crate::{
    name::{Name, QualifiedName},
    quote,
    schema::{Constraint, ConstraintKind, Deferral, Object, ObjectId},
    version::ServerVersion,
};

pub(super) const CONSTRAINTS: Part = Part { of: "constraints", query, row: read };

/// A foreign key to a partitioned table has a row for every partition as well, which are left out.
fn query(version: ServerVersion) -> String {
    let enforced = if version.major() < 18 { "true" } else { "k.conenforced" };
    format!(
        "{WITH_LOCKED}
         SELECT k.oid, k.conrelid, k.conname, k.contype, k.conkey, k.confrelid, k.confkey,
           k.conindid, k.condeferrable, k.condeferred, k.convalidated, {enforced}, i.reloptions,
           CASE WHEN k.contype IN ('c', 'x') THEN l.relation END,
           CASE WHEN k.contype IN ('p', 'u', 'f') OR l.relation IS NULL
             THEN pg_get_constraintdef(k.oid) END
         FROM pg_constraint k
         LEFT JOIN pg_class i ON i.oid = k.conindid AND k.contype IN ('p', 'u', 'x')
         LEFT JOIN locked l ON l.relation = k.conrelid
         WHERE k.conrelid >= 16384 AND k.contype IN ('p', 'u', 'c', 'f', 'x')
           AND NOT (k.contype = 'f' AND k.conparentid <> 0 AND k.conrelid =
             (SELECT p.conrelid FROM pg_constraint p WHERE p.oid = k.conparentid))"
    )
}

/// What only the catalog's numbers tell about a constraint.
struct Numbers {
    relation: u32,
    columns: Vec<i16>,
    referenced: u32,
    referenced_columns: Vec<i16>,
    index: u32,
}

fn read(fields: &mut Fields<'_>, draft: &mut Draft) -> Result<(), Halt> {
    let (oid, relation) = (fields.parse()?, fields.parse()?);
    let Some(table) = draft.relations.get(&relation).cloned() else { return Ok(()) };
    let id = ObjectId::Constraint(table.clone(), fields.name()?);
    let kind = kind(fields)?;
    let numbers = Numbers {
        relation,
        columns: fields.numbers()?,
        referenced: fields.parse()?,
        referenced_columns: fields.numbers()?,
        index: fields.parse()?,
    };
    let deferral = deferral(fields)?;
    let (validated, enforced) = (fields.flag()?, fields.flag()?);
    let index_options = fields.array()?;
    let definition = definition(fields.expression()?, enforced);
    let definition = without_options(&definition, &index_options);
    let constraint = Constraint {
        kind,
        definition,
        columns: column_names(draft, relation, &numbers.columns),
        references: draft.relations.get(&numbers.referenced).cloned(),
        deferral,
        // What is not enforced awaits no validation.
        validated: validated || !enforced,
        index_options,
    };
    note_edges(draft, &id, &table, kind, &numbers);
    if matches!(
        kind,
        ConstraintKind::PrimaryKey | ConstraintKind::Unique | ConstraintKind::Exclusion
    ) {
        draft.addresses.insert(Address::whole(class::RELATION, numbers.index), id.clone());
    }
    draft.place(Address::whole(class::CONSTRAINT, oid), id, Object::Constraint(constraint));
    Ok(())
}

fn kind(fields: &mut Fields<'_>) -> Result<ConstraintKind, Halt> {
    match fields.text()? {
        "p" => Ok(ConstraintKind::PrimaryKey),
        "u" => Ok(ConstraintKind::Unique),
        "c" => Ok(ConstraintKind::Check),
        "f" => Ok(ConstraintKind::ForeignKey),
        "x" => Ok(ConstraintKind::Exclusion),
        other => Err(fields.malformed(Some(other)).into()),
    }
}

fn deferral(fields: &mut Fields<'_>) -> Result<Deferral, Halt> {
    Ok(match (fields.flag()?, fields.flag()?) {
        (false, _) => Deferral::Never,
        (true, false) => Deferral::Immediate,
        (true, true) => Deferral::Deferred,
    })
}

/// Takes off the end of a definition what has fields of its own.
fn definition(printed: &str, enforced: bool) -> String {
    const TAILS: [&str; 4] = [" NOT VALID", " NOT ENFORCED", " INITIALLY DEFERRED", " DEFERRABLE"];
    let mut text = printed;
    for tail in TAILS {
        text = text.strip_suffix(tail).unwrap_or(text);
    }
    if enforced { text.to_owned() } else { format!("{text} NOT ENFORCED") }
}

/// Takes the storage parameters out, which only an exclusion constraint prints.
fn without_options(definition: &str, options: &[String]) -> String {
    let printed = options.iter().map(|option| {
        let (name, value) = option.split_once('=').unwrap_or((option, ""));
        match quote::identifier(value) {
            Cow::Borrowed(plain) => format!("{name}={plain}"),
            Cow::Owned(_) => format!("{name}={}", quote::literal(value)),
        }
    });
    let clause = format!(" WITH ({})", printed.collect::<Vec<_>>().join(", "));
    match definition.split_once(&clause) {
        Some((head, tail)) if tail.is_empty() || tail.starts_with(" WHERE (") => {
            format!("{head}{tail}")
        }
        _ => definition.to_owned(),
    }
}

fn column_names(draft: &Draft, relation: u32, numbers: &[i16]) -> Vec<Name> {
    numbers.iter().filter_map(|&number| draft.column(relation, number).cloned()).collect()
}

/// The columns; the table, columns and key that a foreign key refers to; and that the columns of a
/// primary key refuse nulls.
fn note_edges(
    draft: &mut Draft,
    id: &ObjectId,
    table: &QualifiedName,
    kind: ConstraintKind,
    numbers: &Numbers,
) {
    let mut targets: Vec<Target> = Draft::columns(numbers.relation, &numbers.columns).collect();
    match kind {
        ConstraintKind::ForeignKey => {
            targets.push(Target::relation(numbers.referenced));
            targets.extend(Draft::columns(numbers.referenced, &numbers.referenced_columns));
            targets.push(Target::relation(numbers.index));
        }
        ConstraintKind::PrimaryKey => {
            let names = column_names(draft, numbers.relation, &numbers.columns);
            targets.extend(
                names.into_iter().map(|name| Target::Id(ObjectId::NotNull(table.clone(), name))),
            );
        }
        ConstraintKind::Unique | ConstraintKind::Check | ConstraintKind::Exclusion => {}
    }
    draft.depends(id.clone(), targets);
}

#[cfg(test)]
mod tests {
    use super::{definition, without_options};

    #[test]
    fn what_has_its_own_field_leaves_the_definition() {
        assert_eq!(definition("UNIQUE (a) DEFERRABLE INITIALLY DEFERRED", true), "UNIQUE (a)");
        assert_eq!(
            definition("CHECK ((a > 0)) NO INHERIT NOT VALID", true),
            "CHECK ((a > 0)) NO INHERIT"
        );
        assert_eq!(
            definition("CHECK ((a > 0)) NOT ENFORCED", false),
            "CHECK ((a > 0)) NOT ENFORCED"
        );
        assert_eq!(
            definition("FOREIGN KEY (a) REFERENCES t(b) DEFERRABLE NOT ENFORCED", false),
            "FOREIGN KEY (a) REFERENCES t(b) NOT ENFORCED"
        );
    }

    #[test]
    fn storage_parameters_leave_the_definition() {
        let options = ["fillfactor=60".to_owned()];
        assert_eq!(
            without_options(
                "EXCLUDE USING gist (t WITH &&) WITH (fillfactor='60') WHERE ((a > 0))",
                &options
            ),
            "EXCLUDE USING gist (t WITH &&) WHERE ((a > 0))"
        );
        assert_eq!(without_options("UNIQUE (a)", &options), "UNIQUE (a)");
    }
}
