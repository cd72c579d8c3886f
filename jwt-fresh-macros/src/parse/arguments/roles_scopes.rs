//! Parses `roles(..)` and `scopes(..)`: the roles and scopes that a token must have.

use syn::parse::ParseStream;

use crate::parse::arguments::key::Key;
use crate::parse::arguments::list::{ListOf, Strings};

const ROLES: ListOf = ListOf {
    noun: "role",
    example: r#""staff", any("editor", "author")"#,
    takes_any: true,
    check: check_role,
};

const SCOPES: ListOf = ListOf {
    noun: "scope",
    example: r#""files", any("read", "write")"#,
    takes_any: true,
    check: check_scope,
};

/// `("staff", any("editor", "author"))`
pub(crate) fn parse_roles(key: Key<'_>, input: ParseStream<'_>) -> syn::Result<Strings> {
    ROLES.parse(key, input)
}

/// `("files", any("read", "write"))`
pub(crate) fn parse_scopes(key: Key<'_>, input: ParseStream<'_>) -> syn::Result<Strings> {
    SCOPES.parse(key, input)
}

fn check_role(typed: &str) -> Result<(), String> {
    if typed.trim().is_empty() {
        return Err("a role has a name; write one, such as `\"admin\"`".to_owned());
    }
    Ok(())
}

/// A scope is a `scope-token` (RFC 6749 section 3.3): scopes are sent as a space-separated list in
/// a quoted string of `WWW-Authenticate`.
fn check_scope(typed: &str) -> Result<(), String> {
    let words: Vec<String> = typed
        .split_whitespace()
        .map(|word| format!("{word:?}"))
        .collect();
    if words.is_empty() {
        return Err("a scope has a name; write one, such as `\"read\"`".to_owned());
    }
    if typed.contains(char::is_whitespace) {
        let words = words.join(", ");
        return Err(format!("a scope holds no space; write `{words}`"));
    }
    let is_allowed = |letter: char| letter.is_ascii_graphic() && letter != '"' && letter != '\\';
    match typed.chars().find(|letter| !is_allowed(*letter)) {
        None => Ok(()),
        Some(wrong) => Err(format!(
            "a scope can't hold `{wrong}` (RFC 6749 section 3.3); write visible ASCII without \
             quotes and backslashes"
        )),
    }
}
