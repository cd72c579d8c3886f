//! Prints expansions: `JWT_FRESH_DEBUG=1 cargo check`.

use proc_macro2::{Ident, TokenStream};

/// The environment variable that selects what is printed: `1` for every handler, or the name of
/// one.
const VARIABLE: &str = "JWT_FRESH_DEBUG";

/// Prints `expansion` to stderr if the environment variable selects the handler `name`.
pub(crate) fn print_expansion(name: &Ident, expansion: &TokenStream) {
    if std::env::var(VARIABLE).is_ok_and(|selected| selected == "1" || name == selected.as_str()) {
        eprintln!("jwt-fresh expands `{name}` to:\n{expansion}\n");
    }
}
