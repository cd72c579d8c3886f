//! Files that repeat or name others: the chart and the table on the performance page of the docs,
//! and the paths in `ARCHITECTURE.md`.

use std::{
    fs,
    path::{Path, PathBuf},
};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Runs of lines that begin with `|`.
fn markdown_tables(text: &str) -> Vec<String> {
    text.split("\n\n")
        .map(str::trim)
        .filter(|block| block.starts_with('|'))
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_chart_in_the_docs_is_the_one_of_the_benchmark() {
    assert!(
        read("jwt-fresh/docs/performance.svg") == read("tests/bench/chart.svg"),
        "copy tests/bench/chart.svg to jwt-fresh/docs/performance.svg"
    );
}

#[test]
fn the_table_in_the_docs_is_in_the_results_of_the_benchmark() {
    let results = markdown_tables(&read("tests/bench/results.md"));
    let tables = markdown_tables(&read("jwt-fresh/docs/performance.md"));
    assert_eq!(tables.len(), 1);
    for table in tables {
        assert!(
            results.contains(&table),
            "copy the table of HS256 from tests/bench/results.md to jwt-fresh/docs/performance.md"
        );
    }
}

/// A blank line would end the HTML block in Markdown, and rustdoc would show the rest as text.
#[test]
fn the_chart_has_no_blank_line() {
    let chart = read("jwt-fresh/docs/performance.svg");
    assert!(chart.lines().all(|line| !line.trim().is_empty()));
}

/// Every path in backticks names a file or folder of the repository, or of `jwt-fresh/src`.
#[test]
fn the_paths_in_the_architecture_page_exist() {
    let text = read("ARCHITECTURE.md");
    let mut count = 0;
    for (index, path) in text.split('`').enumerate() {
        let is_path = index % 2 == 1
            && path.contains('/')
            && !path.contains(|c: char| c.is_whitespace() || "(){}<>\"#".contains(c));
        if !is_path {
            continue;
        }
        count += 1;
        let exists = ["", "jwt-fresh/src"]
            .iter()
            .any(|folder| root().join(folder).join(path).exists());
        assert!(exists, "`{path}` does not exist");
    }
    assert!(count > 50, "only {count} paths are found");
}
