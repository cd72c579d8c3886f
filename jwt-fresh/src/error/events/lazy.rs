//! A field of an event that is computed only if somebody reads it.

use std::{borrow::Cow, fmt};

/// A value that is computed when it is read.
#[derive(Clone, Copy)]
pub(crate) struct Lazy<'e, T>(&'e dyn Fn() -> T);

/// The pattern of the route that a request has matched, such as `/users/{id}`.
pub(crate) type Route<'e> = Lazy<'e, Option<String>>;

impl<'e, T> Lazy<'e, T> {
    pub(crate) const fn new(compute: &'e dyn Fn() -> T) -> Self {
        Self(compute)
    }

    pub(crate) fn get(&self) -> T {
        (self.0)()
    }
}

impl Route<'_> {
    /// The pattern, or `unmatched`; never the path, which a client chooses.
    pub(crate) fn pattern(&self) -> Cow<'static, str> {
        self.get().map_or(Cow::Borrowed("unmatched"), Cow::Owned)
    }
}

impl<T: fmt::Debug> fmt::Debug for Lazy<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.get().fmt(f)
    }
}
