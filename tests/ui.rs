//! What the attributes accept and what they say about what they don't: one case a file, in a folder
//! for each attribute.
//!
//! `TRYBUILD=overwrite cargo test -p jwt-fresh-tests --test ui` writes what rustc says now; read it
//! as somebody who made the mistake would. `cargo test .. --test ui -- ui trybuild=crate_relative`
//! runs the cases with that in their name.

#[test]
fn ui() {
    let cases = trybuild::TestCases::new();
    cases.pass("ui/*/pass/*.rs");
    cases.compile_fail("ui/*/fail/*.rs");
}
