//! Required roles or scopes: all of one list, and at least one of another.

/// The names of required roles or scopes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Requirement<'p> {
    /// All of these are required.
    pub(crate) all: &'p [&'p str],
    /// At least one of these is required, unless the list is empty.
    pub(crate) any: &'p [&'p str],
}

impl Requirement<'_> {
    /// Requires nothing.
    pub(crate) const NONE: Self = Self { all: &[], any: &[] };

    pub(crate) const fn is_none(self) -> bool {
        self.all.is_empty() && self.any.is_empty()
    }

    /// Whether a token with the names in `granted` meets the requirement.
    pub(crate) fn is_met_by(self, granted: &[&str]) -> bool {
        let has = |name: &&str| granted.contains(name);
        self.all.iter().all(has) && (self.any.is_empty() || self.any.iter().any(has))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requires_all_of_one_list_and_any_of_the_other() {
        let both = Requirement {
            all: &["a", "b"],
            any: &["x", "y"],
        };
        for (granted, is_met) in [
            (&["a", "b", "y"][..], true),
            (&["y", "b", "a", "z"], true),
            (&["a", "b"], false),
            (&["a", "x"], false),
            (&["x", "y"], false),
            (&[], false),
        ] {
            assert_eq!(both.is_met_by(granted), is_met, "{granted:?}");
        }
        assert!(Requirement::NONE.is_met_by(&[]));
    }
}
