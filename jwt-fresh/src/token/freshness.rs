//! The `fresh` claim: whether, or until when, a token counts as fresh.

use crate::jose::json::claim_value::ClaimValue;

/// The freshness that a token claims.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Freshness {
    /// `false`, or the claim is absent: the token was issued for a refresh token.
    NotFresh,
    /// `true`: fresh until the token expires.
    Fresh,
    /// A number: fresh until then, in seconds since 1970.
    Until(f64),
}

impl Freshness {
    /// Reads the claim; `None` if it is anything but a bool or a finite number.
    pub(crate) fn from_claim(claim: Option<&ClaimValue<'_>>) -> Option<Self> {
        match claim {
            None | Some(ClaimValue::Bool(false)) => Some(Self::NotFresh),
            Some(ClaimValue::Bool(true)) => Some(Self::Fresh),
            Some(number @ (ClaimValue::Whole(_) | ClaimValue::Number(_))) => {
                number.as_number().map(Self::Until)
            }
            Some(_) => None,
        }
    }

    /// Whether the token is fresh at `now`, in seconds since 1970. Leeway is not applied.
    pub(crate) fn is_fresh_at(self, now: f64, precision: Precision) -> bool {
        match (self, precision) {
            (Self::NotFresh, _) => false,
            (Self::Fresh, _) => true,
            (Self::Until(end), Precision::WholeSeconds) => end >= now.floor(),
            (Self::Until(end), Precision::Fractional) => end >= now,
        }
    }
}

/// The precision of the end of freshness.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Precision {
    WholeSeconds,
    Fractional,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_second_is_fresh_only_in_whole_seconds() {
        let until = Freshness::Until(100.0);
        assert!(until.is_fresh_at(100.5, Precision::WholeSeconds));
        assert!(!until.is_fresh_at(100.5, Precision::Fractional));
        assert!(!until.is_fresh_at(101.0, Precision::WholeSeconds));
    }

    #[test]
    fn only_a_bool_or_a_number_is_accepted() {
        assert_eq!(Freshness::from_claim(None), Some(Freshness::NotFresh));
        assert_eq!(Freshness::from_claim(Some(&ClaimValue::Null)), None);
        for claim in [ClaimValue::Text("true".into()), ClaimValue::Number("1e400")] {
            assert_eq!(Freshness::from_claim(Some(&claim)), None);
        }
    }
}
