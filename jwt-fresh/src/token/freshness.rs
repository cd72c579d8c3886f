//! The `fresh` claim: how lately the user has proved who they are.

use crate::jose::json::claim_value::ClaimValue;

/// What a token says about its own freshness.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Freshness {
    /// `false`, or no such claim: the token came from a refresh.
    NotFresh,
    /// `true`: fresh for as long as the token lives.
    Fresh,
    /// A time: fresh until then, in seconds since 1970.
    Until(f64),
}

impl Freshness {
    /// Reads the claim; anything but a bool or a number is `None`.
    pub(crate) fn from_claim(claim: Option<&ClaimValue<'_>>) -> Option<Self> {
        match claim {
            None | Some(ClaimValue::Bool(false)) => Some(Self::NotFresh),
            Some(ClaimValue::Bool(true)) => Some(Self::Fresh),
            Some(ClaimValue::Number(number)) => number.as_f64().map(Self::Until),
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

/// How finely the end of freshness is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Precision {
    WholeSeconds,
    Fractional,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_second_counts_as_fresh_only_when_counted_in_whole_seconds() {
        let until = Freshness::Until(100.0);
        assert!(until.is_fresh_at(100.5, Precision::WholeSeconds));
        assert!(!until.is_fresh_at(100.5, Precision::Fractional));
        assert!(!until.is_fresh_at(101.0, Precision::WholeSeconds));
    }

    #[test]
    fn only_a_bool_or_a_number_says_anything() {
        assert_eq!(Freshness::from_claim(None), Some(Freshness::NotFresh));
        assert_eq!(Freshness::from_claim(Some(&ClaimValue::Null)), None);
        assert_eq!(
            Freshness::from_claim(Some(&ClaimValue::Text("true".into()))),
            None
        );
    }
}
