//! Attributes of which it is known that they only change the function under them, and register it
//! nowhere.

use syn::Path;

use crate::parse::route_attributes::last_name;

/// Attributes that describe the item to its users.
pub(crate) const ITEM: [&str; 4] = ["doc", "cfg", "deprecated", "must_use"];

/// Lint levels.
pub(crate) const LINTS: [&str; 5] = ["allow", "warn", "deny", "expect", "forbid"];

/// Other attributes of rustc on functions. No macro can have these names. Some are not valid on a
/// handler, which rustc reports.
const BUILT_IN: [&str; 23] = [
    "automatically_derived",
    "cold",
    "coverage",
    "export_name",
    "ignore",
    "inline",
    "instruction_set",
    "link_name",
    "link_section",
    "macro_export",
    "macro_use",
    "naked",
    "no_mangle",
    "no_sanitize",
    "non_exhaustive",
    "optimize",
    "proc_macro",
    "repr",
    "sanitize",
    "should_panic",
    "target_feature",
    "track_caller",
    // `#[unsafe(no_mangle)]`: rustc allows only its own attributes there.
    "unsafe",
];

/// The first segment of `#[rustfmt::skip]` and the like, which rustc ignores.
const TOOLS: [&str; 6] = [
    "clippy",
    "diagnostic",
    "miri",
    "rust_analyzer",
    "rustdoc",
    "rustfmt",
];

/// Attribute macros that wrap the body of a function, known by name: `tracing::instrument`.
const AROUND_BODY: [&str; 1] = ["instrument"];

/// Whether the attribute belongs to the user's own function, inside of the protected one, or
/// generates no code.
pub(crate) fn belongs_inside(path: &Path) -> bool {
    let mut built_in = ITEM.iter().chain(&LINTS).chain(&BUILT_IN);
    built_in.any(|name| path.is_ident(name))
        || is_of_tool(path)
        || AROUND_BODY.contains(&last_name(path).as_str())
}

/// Whether the attribute makes no route of a function. Besides those that belong inside:
/// `#[tokio::test]`, `#[actix_web::main]` and `#[utoipa::path]`.
pub(crate) fn makes_no_route(path: &Path) -> bool {
    belongs_inside(path) || ["test", "bench", "main", "path"].contains(&last_name(path).as_str())
}

/// Whether the attribute makes no routes of what is in a module, an `impl` or a trait. Besides those
/// of functions: `#[actix_web::scope]`, which only prepends a path, and `#[async_trait]`.
pub(crate) fn makes_no_routes_inside(path: &Path) -> bool {
    makes_no_route(path)
        || ["scope", "async_trait", "jwt_guarded"].contains(&last_name(path).as_str())
}

fn is_of_tool(path: &Path) -> bool {
    let first = path.segments.first();
    path.segments.len() > 1
        && first.is_some_and(|first| TOOLS.iter().any(|tool| first.ident == tool))
}
