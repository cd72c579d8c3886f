//! Arguments that a decorator or another library takes and ours don't: what to write instead.

/// A name, and the end of the sentence "`name` is not available; ..".
const FOREIGN: [(&str, &str); 3] = [
    ("refresh_token", "write `refresh`"),
    (
        "permissions",
        "write `roles(\"admin\")` or `scopes(\"read\")`",
    ),
    (
        "token_location",
        "write `locations(\"headers\", \"cookies\")`",
    ),
];

/// What to write instead of `typed`, if it is a name known from elsewhere.
pub(crate) fn remedy(typed: &str) -> Option<&'static str> {
    FOREIGN
        .iter()
        .find(|(name, _)| *name == typed)
        .map(|(_, remedy)| *remedy)
}
