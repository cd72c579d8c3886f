//! Arguments that Flask's decorators take and ours don't (yet): what to write instead.

/// A name, and the end of the sentence "`name` is not available; ..".
const FOREIGN: [(&str, &str); 4] = [
    (
        "locations",
        "remove it, a token is read from the `Authorization` header",
    ),
    (
        "verify_type",
        "remove it, the type of a token is always checked",
    ),
    (
        "skip_revocation_check",
        "remove it, tokens are not checked for revocation yet",
    ),
    ("refresh_token", "write `refresh`"),
];

/// What to write instead of `typed`, if it is a name known from elsewhere.
pub(crate) fn remedy(typed: &str) -> Option<&'static str> {
    FOREIGN
        .iter()
        .find(|(name, _)| *name == typed)
        .map(|(_, remedy)| *remedy)
}
