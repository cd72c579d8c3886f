//! Compares jwt-fresh with Quart-JWT-Extended and Flask-JWT-Extended: the same request gets the same
//! status, body and claims. Every row of the tables in `UPSTREAM.md` is a test.
//!
//! The tables were recorded from running code, Quart-JWT-Extended 0.1.0 (PyJWT 2.15.1, Quart 0.22)
//! and Flask-JWT-Extended 4.7.4 (PyJWT 2.15.1, Flask 3.1). The numbered ones, "2. Authorization
//! header" and so on, are those of section 5 of `UPSTREAM.md`, and each is one file or a few in the
//! folder of its subject. A row gives a situation in the table's words, the requests that make it,
//! and the responses of Quart and Flask; it becomes two tests, one against `JwtConfig::quart` and one
//! against `JwtConfig::flask`, over real HTTP:
//!
//! ```text
//! cargo test -p jwt-fresh-tests --test parity quart::locations::header::no_header
//! cargo test -p jwt-fresh-tests --test parity flask::
//! ```
//!
//! The other sections of `UPSTREAM.md` have rows of other forms: section 8 is `claims/layout*`,
//! section 9 `options/`, section 10 `cookies/strings` and section 12 `import_lists`. `keys/crossing`
//! tests tokens that were exchanged with the real libraries; they are in `fixtures/`.
//!
//! Where jwt-fresh differs on purpose, the row gives Python's response, the agreed exception and ours:
//! [`Answer::agreed`](harness::answer::Answer::agreed). `grep -r '\.agreed(' tests/parity` lists them
//! all, and the exceptions themselves are in `harness/agreed.rs`. `app/` is the
//! app that `.ci/replay` compares with recordings, and `agreed.txt` is its list of exceptions. `matrix/`
//! sends that app a large matrix of requests and compares it with recordings of its own.

#![allow(
    clippy::duplicate_mod,
    reason = "each table is tested twice, against one library and against the other"
)]

#[macro_use]
mod harness;

mod import_lists;
mod matrix;

/// Quart-JWT-Extended 0.1.0.
#[path = "."]
mod quart {
    const PYTHON: crate::harness::library::Library = crate::harness::library::Library::Quart;

    mod claims;
    mod cookies;
    mod endpoints;
    mod keys;
    #[path = "claims/layout_of_quart.rs"]
    mod layout_of_quart;
    mod loaders;
    mod locations;
    mod options;
    mod setup;
    mod times;

    use setup::servers;
}

/// Flask-JWT-Extended 4.7.4.
#[path = "."]
mod flask {
    const PYTHON: crate::harness::library::Library = crate::harness::library::Library::Flask;

    mod claims;
    mod cookies;
    mod endpoints;
    mod keys;
    #[path = "claims/layout_of_flask.rs"]
    mod layout_of_flask;
    mod loaders;
    mod locations;
    mod options;
    mod setup;
    mod times;

    use setup::servers;
}
