//! The port is exact: every row of the tables of facts about the two Python libraries, as a test.
//!
//! The tables were recorded from running code, Quart-JWT-Extended 0.1.0 (PyJWT 2.15.1, Quart 0.22)
//! and Flask-JWT-Extended 4.7.1 (PyJWT 2.15.1, Flask 3.1), and are section 5 of `UPSTREAM.md`. Each
//! file here is one of its tables, in its order; the one about cookies is `cookies`, `csrf` and
//! `set_cookies`, the one about keys is `keys`, `missing_keys`, `lifetimes` and
//! `decode_token`. A row says a situation in the table's words, the requests that make it, and what
//! Quart and Flask answer; it becomes two tests, one against `JwtConfig::quart` and one against
//! `JwtConfig::flask`, over real HTTP:
//!
//! ```text
//! cargo test -p jwt-fresh-tests --test upstream quart::header::no_header
//! cargo test -p jwt-fresh-tests --test upstream flask::
//! ```
//!
//! The other tables of `UPSTREAM.md` have rows of other forms: section 8 is `claims_layout`, section
//! 9 `options`, section 10 `cookie_strings` and section 12 `import_lists`. `crossing` holds the
//! tokens that the real libraries and we have exchanged.
//!
//! Where we differ on purpose, the row says Python's answer, the agreed exception and ours:
//! [`Answer::agreed`](answer::Answer::agreed). `grep -r '\.agreed(' tests/upstream` lists them all,
//! and the exceptions themselves are in `agreed.rs`.

#![allow(
    clippy::duplicate_mod,
    reason = "each table is tested twice, against one library and against the other"
)]

#[macro_use]
mod table;

#[macro_use]
mod layout;

#[macro_use]
mod option;

mod agreed;
mod answer;
mod by_hand;
mod cookie_page;
mod fixture;
mod import_lists;
mod key_pair;
mod library;
mod login_page;
mod members;
mod set_cookie;

/// Quart-JWT-Extended 0.1.0.
#[path = "."]
mod quart {
    const PYTHON: crate::library::Library = crate::library::Library::Quart;

    mod app;
    mod token;

    mod arguments;
    mod audience_issuer;
    mod blocklist;
    mod checks;
    mod claims;
    mod claims_layout;
    mod claims_layout_notes;
    mod cookie_strings;
    mod cookies;
    mod crossing;
    mod csrf;
    mod decode_token;
    mod freshness;
    mod happy;
    mod header;
    mod json_body;
    mod keys;
    mod lifetimes;
    mod loaders;
    mod locations;
    mod login_bodies;
    mod methods;
    mod missing_keys;
    mod option_values;
    mod optional;
    mod options;
    mod precedence;
    mod quart_claims_layout;
    mod query_string;
    mod seen_cookies;
    mod seen_requests;
    mod seen_tokens;
    mod set_cookies;
    mod shape;
    mod time;
}

/// Flask-JWT-Extended 4.7.1.
#[path = "."]
mod flask {
    const PYTHON: crate::library::Library = crate::library::Library::Flask;

    mod app;
    mod token;

    mod arguments;
    mod audience_issuer;
    mod blocklist;
    mod checks;
    mod claims;
    mod claims_layout;
    mod claims_layout_notes;
    mod cookie_strings;
    mod cookies;
    mod crossing;
    mod csrf;
    mod decode_token;
    mod flask_claims_layout;
    mod freshness;
    mod happy;
    mod header;
    mod json_body;
    mod keys;
    mod lifetimes;
    mod loaders;
    mod locations;
    mod login_bodies;
    mod methods;
    mod missing_keys;
    mod option_values;
    mod optional;
    mod options;
    mod precedence;
    mod query_string;
    mod seen_cookies;
    mod seen_requests;
    mod seen_tokens;
    mod set_cookies;
    mod shape;
    mod time;
}
