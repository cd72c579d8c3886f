//! `JWT_FRESH_DEBUG=1 cargo check` prints what the attributes expand to.

use proc_macro2::{Ident, TokenStream};

/// The environment variable: `1` for every handler, or the name of one.
const SWITCH: &str = "JWT_FRESH_DEBUG";

/// Prints `expansion` if the switch asks for the handler `name`.
pub(crate) fn print(name: &Ident, expansion: &TokenStream) {
    if std::env::var(SWITCH).is_ok_and(|asked| asked == "1" || name == asked.as_str()) {
        eprintln!("jwt-fresh expands `{name}` to:\n{expansion}\n");
    }
}
