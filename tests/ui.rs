//! Compile-pass and compile-fail tests of the attributes, one case a file: `ui/<attribute>/pass` and
//! `ui/<attribute>/fail`. The failing cases of `#[jwt_required]` are in a folder for each subject.
//!
//! `TRYBUILD=overwrite cargo test -p jwt-fresh-tests --test ui` writes the messages of rustc to the
//! `.stderr` files; read the difference before you commit it. To run the cases with a text in their
//! path: `cargo test -p jwt-fresh-tests --test ui -- ui trybuild=crate_path`.

use std::path::Path;

#[test]
fn ui() {
    let cases = trybuild::TestCases::new();
    cases.pass("ui/*/pass/*.rs");
    cases.compile_fail("ui/*/fail/*.rs");
    cases.compile_fail("ui/jwt_required/fail/*/*.rs");
}

/// A `.stderr` file without its case, or a case in a folder that no glob above finds, would be lost
/// without a word.
#[test]
fn each_expected_error_belongs_to_a_case_that_is_run() {
    let (mut cases, mut unmatched) = (0, Vec::new());
    let mut folders = vec![Path::new("ui").to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in folder.read_dir().unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|extension| extension == "stderr")
            {
                cases += 1;
                let depth = path.components().count();
                let found = match path.starts_with("ui/jwt_required/fail") {
                    true => depth == 5,
                    false => depth == 4 && folder.ends_with("fail"),
                };
                if !found || !path.with_extension("rs").exists() {
                    unmatched.push(path);
                }
            }
        }
    }
    assert!(unmatched.is_empty(), "{unmatched:?}");
    assert!(cases > 200, "only {cases} cases: is this the right folder?");
}
