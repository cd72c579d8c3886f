//! A3: holds our list of route attributes to the attributes that actix-web exports.

use std::path::PathBuf;
use std::process::Command;
use std::{env, fs};

use crate::parse::route_attributes::{ROUTES, SEVERAL_ROUTES};

/// Attributes of actix-web that make no routes.
const NO_ROUTES: [&str; 3] = ["main", "scope", "test"];

#[test]
fn every_route_attribute_of_actix_web_is_known() {
    let source = fs::read_to_string(actix_web().join("src/lib.rs")).unwrap();
    let exported: Vec<&str> = source
        .lines()
        .filter_map(|line| {
            line.trim()
                .strip_prefix("codegen_reexport!(")?
                .strip_suffix(");")
        })
        .collect();
    assert!(exported.len() >= 14, "{exported:?}");
    for name in exported {
        assert!(
            ROUTES.contains(&name) || name == SEVERAL_ROUTES || NO_ROUTES.contains(&name),
            "actix-web exports `{name}`: is it a route?"
        );
    }
}

/// The folder of the package `actix-web` that this workspace builds with.
fn actix_web() -> PathBuf {
    let metadata = Command::new(env::var_os("CARGO").unwrap())
        .args(["metadata", "--format-version=1", "--offline"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let metadata: serde_json::Value = serde_json::from_slice(&metadata.stdout).unwrap();
    let mut packages = metadata["packages"].as_array().unwrap().iter();
    let package = packages.find(|package| package["name"] == "actix-web");
    let manifest = package.unwrap()["manifest_path"].as_str().unwrap();
    PathBuf::from(manifest).parent().unwrap().to_owned()
}
