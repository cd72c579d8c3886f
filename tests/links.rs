//! The links of the README, the other pages of the repository and the pages of the documentation:
//! every target exists in what is published.
//!
//! The README is shown by package registries too, so it links nothing that depends on where the
//! repository lives: pages of the documentation by their docs.rs address, its own sections, and
//! other sites. Links to items (`crate::JwtConfig`) are checked by rustdoc.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// The address of the runtime crate's documentation.
const DOCS: &str = "https://docs.rs/jwt-fresh/latest/";

/// Pages that are part of a package: a relative link in them points into the documentation.
fn packaged() -> Vec<PathBuf> {
    let mut pages = vec![root().join("README.md")];
    pages.push(root().join("jwt-fresh-macros/README.md"));
    for folder in ["jwt-fresh/docs", "jwt-fresh-macros/docs"] {
        markdown_below(&root().join(folder), &mut pages);
    }
    pages
}

/// Pages that are read in the repository only.
fn of_the_repository() -> Vec<PathBuf> {
    let names = ["CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md"];
    let mut pages: Vec<_> = names.iter().map(|name| root().join(name)).collect();
    let others = ["ARCHITECTURE.md", "examples/README.md", "tests/README.md"];
    let others = others.iter().map(|name| root().join(name));
    pages.extend(others.filter(|page| page.exists()));
    pages.push(root().join("tests/bench/README.md"));
    pages
}

#[test]
fn packaged_pages_link_nothing_by_a_path() {
    let mut wrong = Vec::new();
    for (page, target) in links(&packaged()) {
        let is_item = target.contains("::") || is_identifier(&target);
        if !is_item && !target.starts_with("https://") && !target.starts_with('#') {
            wrong.push(format!("{}: {target}", page.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_that_repository_pages_link_exist() {
    let mut wrong = Vec::new();
    for (page, target) in links(&of_the_repository()) {
        let path = target.split('#').next().unwrap_or_default();
        let folder = page.parent().unwrap();
        if !target.contains("://") && !path.is_empty() && !folder.join(path).exists() {
            wrong.push(format!("{}: {target}", page.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn sections_that_a_page_links_in_itself_exist() {
    let pages = [packaged(), of_the_repository()].concat();
    let mut wrong = Vec::new();
    for (page, target) in links(&pages) {
        let Some(section) = target.strip_prefix('#') else {
            continue;
        };
        if !headings(&fs::read_to_string(&page).unwrap()).contains(&section.to_owned()) {
            wrong.push(format!("{}: {target}", page.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
#[ignore = "needs `cargo doc`"]
fn pages_of_the_documentation_that_are_linked_exist() {
    let pages = [packaged(), of_the_repository()].concat();
    let mut wrong = Vec::new();
    let mut checked = 0;
    for (page, target) in links(&pages) {
        let Some(path) = target.strip_prefix(DOCS) else {
            continue;
        };
        checked += 1;
        let (file, section) = path.split_once('#').unwrap_or((path, ""));
        let file = if file.ends_with('/') {
            format!("{file}index.html")
        } else {
            file.to_owned()
        };
        let html = fs::read_to_string(built_docs().join(file)).unwrap_or_default();
        if html.is_empty() || !section.is_empty() && !html.contains(&format!("id=\"{section}\"")) {
            wrong.push(format!("{}: {target}", page.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(checked > 0, "the README links pages of the documentation");
}

#[test]
fn both_packages_hold_the_licence_texts() {
    for name in ["LICENSE-APACHE", "LICENSE-MIT"] {
        let text = fs::read(root().join(name)).unwrap();
        for package in ["jwt-fresh", "jwt-fresh-macros"] {
            let copy = fs::read(root().join(package).join(name)).unwrap();
            assert!(copy == text, "{package}/{name} is not a copy of {name}");
        }
    }
}

/// The folder of the repository.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .to_owned()
}

/// Where `cargo doc` writes: beside the profile's folder that this test was built into.
fn built_docs() -> PathBuf {
    let test = std::env::current_exe().unwrap();
    test.ancestors().nth(3).unwrap().join("doc")
}

fn markdown_below(folder: &Path, pages: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            markdown_below(&path, pages);
        } else if path.extension().is_some_and(|extension| extension == "md") {
            pages.push(path);
        }
    }
}

/// Each link of each page: `[..](target)`, `![..](target)` and `[..]: target`.
fn links(pages: &[PathBuf]) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for page in pages {
        let text = fs::read_to_string(page).unwrap_or_else(|_| panic!("{}", page.display()));
        let text = without_code(&text);
        for rest in text.split("](").skip(1) {
            let target = rest.split([')', ' ']).next().unwrap_or_default();
            found.push((page.clone(), target.to_owned()));
        }
        for line in text.lines() {
            if let Some((name, target)) = line.split_once("]: ")
                && name.starts_with('[')
            {
                found.push((page.clone(), target.trim().to_owned()));
            }
        }
    }
    assert!(!found.is_empty(), "no link found");
    found
}

/// The page without fenced blocks and without code in its lines.
fn without_code(text: &str) -> String {
    let mut kept = String::new();
    let mut in_block = false;
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            in_block = !in_block;
        } else if !in_block {
            // Every second piece is code; a link's text may be code too, so what is left is joined.
            kept.extend(line.split('`').step_by(2));
            kept.push('\n');
        }
    }
    kept
}

/// The names under which the sections of a page can be linked.
fn headings(text: &str) -> Vec<String> {
    let mut in_block = false;
    let mut names = Vec::new();
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            in_block = !in_block;
        }
        let title = line.trim_start_matches('#');
        if in_block || title.len() == line.len() || !title.starts_with(' ') {
            continue;
        }
        let name = title.trim().to_lowercase().replace(' ', "-");
        names.push(
            name.chars()
                .filter(|&c| c.is_alphanumeric() || c == '-' || c == '_')
                .collect(),
        );
    }
    names
}

fn is_identifier(target: &str) -> bool {
    !target.is_empty() && target.chars().all(|c| c.is_alphanumeric() || c == '_')
}
