//! What a claim must hold: all of some names, and one of others.

/// Names that are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Requirement {
    /// Each of these.
    pub(crate) all: &'static [&'static str],
    /// At least one of these, unless there are none.
    pub(crate) any: &'static [&'static str],
}

impl Requirement {
    /// Asks for nothing.
    pub(crate) const NONE: Self = Self { all: &[], any: &[] };

    pub(crate) const fn is_none(self) -> bool {
        self.all.is_empty() && self.any.is_empty()
    }

    /// Whether somebody who has `held` may pass.
    pub(crate) fn is_met_by(self, held: &[&str]) -> bool {
        let has = |name: &&str| held.contains(name);
        self.all.iter().all(has) && (self.any.is_empty() || self.any.iter().any(has))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_of_the_one_and_any_of_the_other() {
        let both = Requirement {
            all: &["a", "b"],
            any: &["x", "y"],
        };
        for (held, is_met) in [
            (&["a", "b", "y"][..], true),
            (&["y", "b", "a", "z"], true),
            (&["a", "b"], false),
            (&["a", "x"], false),
            (&["x", "y"], false),
            (&[], false),
        ] {
            assert_eq!(both.is_met_by(held), is_met, "{held:?}");
        }
        assert!(Requirement::NONE.is_met_by(&[]));
    }
}
