//! The one walk that finds every difference, whatever the kind.

use std::{cmp::Ordering, iter::Peekable};

use crate::{
    change::{Change, Edit},
    schema::{Object, ObjectId, Schema},
};

/// Returns what must be edited to turn `from` into `to`, in the order of the ids.
pub(super) fn compare(from: &Schema, to: &Schema) -> Vec<Change> {
    let mut left = from.objects.iter().peekable();
    let mut right = to.objects.iter().peekable();
    let mut edits = Vec::new();
    while let Some((id, edit)) = next(&mut left, &mut right) {
        if let Some(edit) = edit {
            edits.push(Change::Edit { id: id.clone(), edit });
        }
    }
    edits
}

type Entry<'a> = (&'a ObjectId, &'a Object);

/// Takes the least id off either side, with the edit that it needs.
fn next<'a>(
    left: &mut Peekable<impl Iterator<Item = Entry<'a>>>,
    right: &mut Peekable<impl Iterator<Item = Entry<'a>>>,
) -> Option<(&'a ObjectId, Option<Edit<Object>>)> {
    let side = match (left.peek(), right.peek()) {
        (None, None) => return None,
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (Some((a, _)), Some((b, _))) => a.cmp(b),
    };
    match side {
        Ordering::Less => left.next().map(|(id, from)| (id, Some(Edit::Drop(from.clone())))),
        Ordering::Greater => right.next().map(|(id, to)| (id, Some(Edit::Create(to.clone())))),
        Ordering::Equal => {
            let ((id, from), (_, to)) = (left.next()?, right.next()?);
            let edit = (from != to).then(|| Edit::Alter { from: from.clone(), to: to.clone() });
            Some((id, edit))
        }
    }
}
