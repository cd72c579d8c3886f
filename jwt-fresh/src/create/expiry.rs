//! The `fresh` and `exp` claims of a new token.

use std::time::{Duration, SystemTime};

use serde_json::Value;

use crate::{
    config::values::lifetime::Lifetime,
    error::jwt_error::{JwtError, Result},
    token::{
        freshness::Precision,
        numeric_date::{numeric_date, whole_seconds},
    },
};

/// The freshness of a new token.
#[derive(Clone, Copy)]
pub(crate) enum Fresh {
    Is(bool),
    For(Duration),
    Until(SystemTime),
}

/// The expiry of a new token that may belong to a session, which it does not outlive.
#[derive(Clone, Copy)]
pub(crate) struct BoundedExpiry {
    expiry: Expiry,
    end: Option<SystemTime>,
}

/// The expiry of a new token.
#[derive(Clone, Copy)]
pub(crate) enum Expiry {
    /// After the configured lifetime.
    Configured,
    After(Duration),
    At(SystemTime),
    Never,
}

impl Fresh {
    /// Whether the token is fresh now or was at some time, which means that the user has just logged
    /// in.
    pub(crate) fn is_at_all(self) -> bool {
        !matches!(self, Self::Is(false))
    }

    pub(crate) fn to_claim(self, now: f64, precision: Precision) -> Value {
        let (until, precision) = match self {
            Self::Is(fresh) => return Value::Bool(fresh),
            Self::For(time) => (now + time.as_secs_f64(), precision),
            Self::Until(time) => match numeric_date(time) {
                until if until.fract() == 0.0 => (until, Precision::WholeSeconds),
                until => (until, precision),
            },
        };
        match precision {
            Precision::WholeSeconds => whole_seconds(until).into(),
            Precision::Fractional => until.into(),
        }
    }
}

impl Expiry {
    /// The same, but no later than that.
    pub(crate) fn until(self, end: Option<SystemTime>) -> BoundedExpiry {
        BoundedExpiry { expiry: self, end }
    }

    pub(crate) fn to_claim(self, now: f64, configured: Lifetime) -> Result<Option<i64>> {
        let lifetime = match (self, configured) {
            (Self::Never, _) | (Self::Configured, Lifetime::Never) => return Ok(None),
            (Self::At(time), _) => return Ok(Some(whole_seconds(numeric_date(time)))),
            (Self::After(Duration::ZERO), _) => {
                return Err(JwtError::token_not_created(
                    "`expires_in` is zero; call `never_expires()` for a token without `exp`",
                ));
            }
            (Self::After(lifetime), _) => lifetime.as_secs_f64(),
            (Self::Configured, Lifetime::Seconds(seconds)) => {
                return Ok(Some(whole_seconds(now).saturating_add(seconds)));
            }
        };
        Ok(Some(whole_seconds(now + lifetime)))
    }
}

impl BoundedExpiry {
    /// The `exp` claim, if the token has one.
    pub(crate) fn to_claim(self, now: f64, configured: Lifetime) -> Result<Option<i64>> {
        let claim = self.expiry.to_claim(now, configured)?;
        let end = self.end.map(|end| whole_seconds(numeric_date(end)));
        Ok(match (claim, end) {
            (Some(claim), Some(end)) => Some(claim.min(end)),
            (claim, end) => claim.or(end),
        })
    }
}
