//! Argument names of other libraries and decorators, and what to write instead.

/// A name, and the end of the message "`name` is not available; ..".
const RENAMED: [(&str, &str); 3] = [
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

/// What to write instead of `typed`, if it is one of these names.
pub(crate) fn remedy(typed: &str) -> Option<&'static str> {
    RENAMED
        .iter()
        .find(|(name, _)| *name == typed)
        .map(|(_, remedy)| *remedy)
}
