//! What older servers cannot do.

use super::Found;
use crate::{
    model::document::{Action, ConstraintKind, Document, Place, Problem},
    version::ServerVersion,
};

/// Finds what the server is too old for.
pub(super) fn unsupported(document: &Document, server: ServerVersion, found: &mut Found) {
    let mut needs = |major: u32, what: &'static str, place: Place| {
        if server.major() < major {
            found.one(Problem::TooNew { what, needs: major, server }, place);
        }
    };
    for table in &document.tables {
        for column in &table.columns {
            if column.attributes.generated.as_ref().is_some_and(|generated| !generated.stored) {
                needs(18, "a virtual generated column", table.place_at(column.line));
            }
        }
        for made in &table.constraints {
            match &made.kind {
                ConstraintKind::Unique { nulls_not_distinct: true, .. } => {
                    needs(15, "`nulls_not_distinct`", table.place_at(made.line));
                }
                ConstraintKind::ForeignKey {
                    on_delete: Action::SetNull(columns) | Action::SetDefault(columns),
                    ..
                } if !columns.is_empty() => {
                    needs(
                        15,
                        "a foreign key that resets some of its columns",
                        table.place_at(made.line),
                    );
                }
                _ => {}
            }
        }
        for index in table.indexes.iter().filter(|index| index.nulls_not_distinct) {
            needs(15, "`nulls_not_distinct`", table.place_at(index.line));
        }
    }
}
