//! [`StoreError`]: the error of a store outside of this process.

use std::{error::Error, fmt, time::Duration};

use crate::error::jwt_error::BoxError;

/// The error of a store outside of this process. A request for which it happens is answered with 503.
#[derive(Debug)]
pub struct StoreError {
    kind: Kind,
    source: Option<BoxError>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// It answered with an error, or not at all.
    Unavailable,
    /// It did not answer in time.
    TimedOut(Duration),
    /// It has just failed several times, and is not asked.
    Resting,
    /// It can't be used as it is set up.
    Misconfigured(&'static str),
    /// It answered something that makes no sense.
    Unintelligible,
}

impl StoreError {
    pub(crate) fn unavailable(source: impl Into<BoxError>) -> Self {
        Self {
            kind: Kind::Unavailable,
            source: Some(source.into()),
        }
    }

    pub(crate) fn timed_out(after: Duration) -> Self {
        Self {
            kind: Kind::TimedOut(after),
            source: None,
        }
    }

    pub(crate) fn resting() -> Self {
        Self {
            kind: Kind::Resting,
            source: None,
        }
    }

    pub(crate) fn misconfigured(what: &'static str) -> Self {
        Self {
            kind: Kind::Misconfigured(what),
            source: None,
        }
    }

    pub(crate) fn unintelligible() -> Self {
        Self {
            kind: Kind::Unintelligible,
            source: None,
        }
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.kind, &self.source) {
            (Kind::Unavailable, Some(source)) => write!(f, "the store failed: {source}"),
            (Kind::Unavailable, None) => f.write_str("the store failed"),
            (Kind::TimedOut(after), _) => write!(f, "the store did not answer within {after:?}"),
            (Kind::Resting, _) => {
                f.write_str("the store has just failed several times, and was not asked again yet")
            }
            (Kind::Misconfigured(what), _) => f.write_str(what),
            (Kind::Unintelligible, _) => {
                f.write_str("the store's entry has another form than this version writes")
            }
        }
    }
}

impl Error for StoreError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        let source = self.source.as_deref()?;
        Some(source)
    }
}
