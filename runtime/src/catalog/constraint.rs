//! Constraints of tables.

use std::borrow::Cow;

use super::{
    Draft, Fields, Part,
    address::{Address, class},
    draft::Target,
    error::Halt,
    key::Key,
    lock::WITH_LOCKED,
    namespace::members_in,
};
use crate::{
    name::QualifiedName,
    quote,
    schema::{Constraint, ConstraintKind, Deferral, Object, ObjectId},
    version::ServerVersion,
};

pub(super) const CONSTRAINTS: Part = Part { of: "constraints", query, row: read };

/// Keys and foreign keys are put together here, which is several times faster than the server's
/// print; checks and exclusions are printed with their table open. So is a foreign key to a table of
/// an extension, which is not known here.
///
/// A foreign key to a partitioned table has a row for every partition as well, which are left out.
fn query(version: ServerVersion) -> String {
    let nulls = if version.major() < 15 { "false" } else { "x.indnullsnotdistinct" };
    let set_columns = if version.major() < 15 { "NULL" } else { "k.confdelsetcols" };
    let (period, enforced) = match version.major() {
        ..18 => ("false", "true"),
        18.. => ("k.conperiod", "k.conenforced"),
    };
    format!(
        "{WITH_LOCKED}
         SELECT k.oid, k.conrelid, k.conname, k.contype, k.conkey, k.confrelid, k.confkey,
           k.conindid, x.indnkeyatts, x.indkey, {nulls}, {period},
           k.confmatchtype, k.confupdtype, k.confdeltype, {set_columns},
           k.condeferrable, k.condeferred, k.convalidated, {enforced}, i.reloptions,
           CASE WHEN k.contype IN ('c', 'x') THEN l.relation END,
           CASE WHEN k.contype IN ('c', 'x') AND l.relation IS NULL OR k.confrelid IN {}
             THEN pg_get_constraintdef(k.oid) END
         FROM pg_constraint k
         LEFT JOIN pg_index x ON x.indexrelid = k.conindid AND k.contype IN ('p', 'u')
         LEFT JOIN pg_class i ON i.oid = k.conindid AND k.contype IN ('p', 'u', 'x')
           AND i.reloptions IS NOT NULL
         LEFT JOIN locked l ON l.relation = k.conrelid
         WHERE k.conrelid >= 16384 AND k.contype IN ('p', 'u', 'c', 'f', 'x')
           AND NOT (k.contype = 'f' AND k.conparentid <> 0 AND k.conrelid =
             (SELECT p.conrelid FROM pg_constraint p WHERE p.oid = k.conparentid))",
        members_in("pg_class")
    )
}

fn read(fields: &mut Fields<'_>, draft: &mut Draft) -> Result<(), Halt> {
    let (oid, relation) = (fields.parse()?, fields.parse()?);
    let Some(table) = draft.relations.get(&relation).cloned() else { return Ok(()) };
    let id = ObjectId::Constraint(table.clone(), fields.name()?);
    let kind = kind(fields)?;
    let key = Key::read(relation, fields)?;
    let deferral = deferral(fields)?;
    let (validated, enforced) = (fields.flag()?, fields.flag()?);
    let index_options = fields.array()?;
    let definition = match (fields.printed()?, kind) {
        (Some(printed), _) => without_options(&definition(printed), &index_options),
        (None, ConstraintKind::Check | ConstraintKind::Exclusion) => {
            return Err(Halt::Vanished { source: None });
        }
        (None, _) => key.definition(kind, draft)?,
    };
    let constraint = Constraint {
        kind,
        definition: if enforced { definition } else { format!("{definition} NOT ENFORCED") },
        columns: key.names(draft, &key.columns),
        references: draft.relations.get(&key.referenced).cloned(),
        deferral,
        // What is not enforced awaits no validation.
        validated: validated || !enforced,
        index_options,
    };
    note_edges(draft, &id, &table, kind, &key);
    if matches!(
        kind,
        ConstraintKind::PrimaryKey | ConstraintKind::Unique | ConstraintKind::Exclusion
    ) {
        draft.locate(Address::whole(class::RELATION, key.index), id.clone());
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
fn definition(printed: &str) -> String {
    const TAILS: [&str; 4] = [" NOT VALID", " NOT ENFORCED", " INITIALLY DEFERRED", " DEFERRABLE"];
    let cut = |text, tail| str::strip_suffix(text, tail).unwrap_or(text);
    TAILS.into_iter().fold(printed, cut).to_owned()
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

/// The columns; the table, columns and key that a foreign key refers to; and that the columns of a
/// primary key refuse nulls.
fn note_edges(
    draft: &mut Draft,
    id: &ObjectId,
    table: &QualifiedName,
    kind: ConstraintKind,
    key: &Key,
) {
    let mut targets: Vec<Target> = Draft::columns(key.relation, &key.columns)
        .chain(Draft::columns(key.relation, key.included()))
        .collect();
    match kind {
        ConstraintKind::ForeignKey => {
            targets.push(Target::relation(key.referenced));
            targets.extend(Draft::columns(key.referenced, &key.referenced_columns));
            targets.push(Target::relation(key.index));
        }
        ConstraintKind::PrimaryKey => {
            let names = key.names(draft, &key.columns).into_iter();
            targets.extend(names.map(|name| Target::Id(ObjectId::NotNull(table.clone(), name))));
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
        let cases = [
            ("UNIQUE (a) DEFERRABLE INITIALLY DEFERRED", "UNIQUE (a)"),
            ("CHECK ((a > 0)) NO INHERIT NOT VALID", "CHECK ((a > 0)) NO INHERIT"),
            ("CHECK ((a > 0)) NOT ENFORCED", "CHECK ((a > 0))"),
        ];
        for (printed, expected) in cases {
            assert_eq!(definition(printed), expected);
        }
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
