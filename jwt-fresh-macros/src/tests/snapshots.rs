//! Expansion snapshots: each `snapshots/*/case.rs` is expanded and compared with the committed
//! `case.expanded.rs` beside it.
//!
//! `UPDATE_SNAPSHOTS=1 cargo test -p jwt-fresh-macros` writes the current expansions; review the
//! diff before committing it.

use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::TokenStream;
use quote::quote;
use syn::parse::{ParseStream, Parser as _};
use syn::{Attribute, Meta};

use crate::attribute::{JWT_PUBLIC, JwtAttribute};
use crate::guarded::module::check_module;
use crate::guarded::public::check_handler;
use crate::parse::route_attributes::is_route;
use crate::protect::protect;

#[test]
fn expansions_match_their_snapshots() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots");
    let update = std::env::var_os("UPDATE_SNAPSHOTS").is_some();
    let mut differences = Vec::new();
    let (outputs, inputs): (Vec<_>, Vec<_>) =
        files(&root).into_iter().partition(|file| is_output(file));
    for input in &inputs {
        let output = input.with_extension("expanded.rs");
        let actual = expand(&fs::read_to_string(input).unwrap());
        if update {
            fs::write(&output, actual).unwrap();
        } else {
            let expected = fs::read_to_string(&output).unwrap_or_default();
            differences.extend(difference(&output, &expected, &actual));
        }
    }
    for output in outputs {
        let input = output.with_extension("").with_extension("rs");
        assert!(inputs.contains(&input), "{output:?} has no input");
    }
    assert!(inputs.len() >= 15, "{} inputs", inputs.len());
    assert!(
        differences.is_empty(),
        "{}\n\nif this is intended, run `UPDATE_SNAPSHOTS=1 cargo test -p jwt-fresh-macros`",
        differences.join("\n\n")
    );
}

/// The files in the folders of `root`.
fn files(root: &Path) -> Vec<PathBuf> {
    let entries = |folder: &Path| {
        let entries = fs::read_dir(folder).unwrap();
        entries.map(|entry| entry.unwrap().path())
    };
    let mut files: Vec<PathBuf> = entries(root).flat_map(|folder| entries(&folder)).collect();
    files.sort();
    files
}

fn is_output(file: &Path) -> bool {
    file.to_str().unwrap().ends_with(".expanded.rs")
}

/// The first line in which the texts differ.
fn difference(file: &Path, expected: &str, actual: &str) -> Option<String> {
    let mut expected = expected.lines();
    let mut actual = actual.lines();
    for number in 1.. {
        let (expected, actual) = (expected.next(), actual.next());
        if expected != actual {
            let (expected, actual) = (expected.unwrap_or("(end)"), actual.unwrap_or("(end)"));
            return Some(format!(
                "{}:{number}\nexpected: {expected}\n  actual: {actual}",
                file.display()
            ));
        }
        expected?;
    }
    None
}

/// Expands the item in `source` as rustc does, and formats the result.
///
/// A route attribute above the jwt attribute is expanded before it and is therefore not part of
/// the macro's input.
fn expand(source: &str) -> String {
    let item = |input: ParseStream<'_>| {
        let attributes = input.call(Attribute::parse_outer)?;
        Ok((attributes, input.parse::<TokenStream>()?))
    };
    let (mut attributes, item) = item.parse_str(source).unwrap();
    let position = attributes
        .iter()
        .position(|attribute| macro_named(attribute).is_some())
        .unwrap();
    let attribute = attributes.remove(position);
    let (above, below) = attributes.split_at(position);
    let above = above.iter().filter(|attribute| !is_route(&attribute.meta));
    let item = quote!(#(#above)* #(#below)* #item);
    let expand = macro_named(&attribute).unwrap();
    let arguments = match attribute.meta {
        Meta::List(list) => list.tokens,
        _ => TokenStream::new(),
    };
    let expansion = expand(arguments, item);
    let file =
        syn::parse2(expansion.clone()).unwrap_or_else(|error| panic!("{error}: {}", expansion));
    prettyplease::unparse(&file)
}

type Macro = Box<dyn Fn(TokenStream, TokenStream) -> TokenStream>;

fn macro_named(attribute: &Attribute) -> Option<Macro> {
    let path = attribute.path();
    if let Some(attribute) = JwtAttribute::named_by(path) {
        Some(Box::new(move |args, item| protect(attribute, args, item)))
    } else if JWT_PUBLIC.is_named_by(path) {
        Some(Box::new(check_handler))
    } else if path.is_ident("jwt_guarded") {
        Some(Box::new(check_module))
    } else {
        None
    }
}
