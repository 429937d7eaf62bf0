//! A key that stands at most once.

use syn::{Ident, ext::IdentExt};

use super::Key;
use crate::errors::Errors;

/// The value of a key that stands at most once, with the key.
pub(crate) struct Once<T>(Option<(Ident, T)>);

impl<T> Default for Once<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T> Once<T> {
    /// Takes the value; the second one is a mistake, reported at both places.
    pub(crate) fn set(&mut self, key: &Key<'_>, value: T, errors: &mut Errors) {
        match &self.0 {
            None => self.0 = Some((key.ident.clone(), value)),
            Some((first, _)) => {
                let name = first.unraw();
                errors.at(&key.ident, format!("`{name}` is given twice"));
                errors.at(first, format!("`{name}` is first given here"));
            }
        }
    }

    /// The value, if the key stands there.
    pub(crate) fn get(&self) -> Option<&T> {
        self.0.as_ref().map(|(_, value)| value)
    }

    /// The key, if it stands there.
    pub(crate) fn key(&self) -> Option<&Ident> {
        self.0.as_ref().map(|(key, _)| key)
    }

    /// Whether the key stands there.
    pub(crate) fn is_set(&self) -> bool {
        self.0.is_some()
    }
}

impl<T: Clone> Once<T> {
    /// A copy of the value, if the key stands there.
    pub(crate) fn value(&self) -> Option<T> {
        self.get().cloned()
    }
}
