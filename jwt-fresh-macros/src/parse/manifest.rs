//! Finds the name of the runtime crate where the manifest of the package being compiled renames it.

use std::path::Path;
use std::sync::OnceLock;
use std::{env, fs};

/// The name under which the package depends on `jwt-fresh`, if it is another.
///
/// Known only where the manifest says `name = { package = "jwt-fresh", .. }`, not where that is in
/// the manifest of the workspace.
pub(crate) fn renamed_runtime() -> Option<&'static str> {
    static NAME: OnceLock<Option<String>> = OnceLock::new();
    let read = || {
        let folder = env::var_os("CARGO_MANIFEST_DIR")?;
        let manifest = fs::read_to_string(Path::new(&folder).join("Cargo.toml")).ok()?;
        renamed_in(&manifest)
    };
    NAME.get_or_init(read).as_deref()
}

/// The name that all dependencies on `jwt-fresh` in `manifest` have, if it is another.
fn renamed_in(manifest: &str) -> Option<String> {
    let mut names = Vec::new();
    // `[dependencies.name]`, and its `package = ".."`
    let mut table = None;
    for line in manifest.lines() {
        let line: String = line.split_whitespace().collect();
        if let Some(header) = line.strip_prefix('[') {
            let header = header.split(']').next().unwrap_or_default();
            table = header
                .split_once("dependencies.")
                .map(|(_, name)| key(name));
            names.extend(table.clone().filter(|name| name == "jwt_fresh"));
            continue;
        }
        let Some((name, value)) = line.split_once('=') else {
            continue;
        };
        let name = name.split('.').next().unwrap_or_default();
        let renames = value.starts_with('{') && value.contains(r#"package="jwt-fresh""#);
        if key(name) == "jwt_fresh" || renames {
            names.push(key(name));
        } else if name == "package" && value.starts_with(r#""jwt-fresh""#) {
            names.extend(table.clone());
        }
    }
    let first = names.first()?;
    let is_one = names.iter().all(|name| name == first) && first != "jwt_fresh";
    let is_name = syn::parse_str::<syn::Ident>(first).is_ok();
    (is_one && is_name).then(|| first.clone())
}

/// The name of a dependency as it is in Rust: `my_jwt` of `"my-jwt"`.
fn key(name: &str) -> String {
    name.trim_matches(['"', '\'']).replace('-', "_")
}

#[cfg(test)]
mod tests {
    use super::renamed_in;

    #[test]
    fn f15_a_renamed_dependency_is_found() {
        for manifest in [
            "[dependencies]\nmy-auth = { version = \"0.1\", package = \"jwt-fresh\" }",
            "[target.'cfg(unix)'.dependencies]\n\"my-auth\"={package=\"jwt-fresh\",version=\"0.1\"}",
            "[dependencies.my-auth]\nversion = \"0.1\"\npackage = \"jwt-fresh\" # renamed",
            "[package]\nname = \"jwt-fresh-app\"\n[dependencies]\nmy_auth = { package = \"jwt-fresh\" }\n\
             [dev-dependencies]\nmy-auth = { package = \"jwt-fresh\" }",
        ] {
            assert_eq!(
                renamed_in(manifest).as_deref(),
                Some("my_auth"),
                "{manifest}"
            );
        }
    }

    #[test]
    fn f15_any_other_manifest_has_the_name_of_the_package() {
        for manifest in [
            "",
            "[package]\nname = \"jwt-fresh\"",
            "[dependencies]\njwt-fresh = \"0.1\"",
            "[dependencies]\njwt-fresh.workspace = true\nother = { package = \"jwt-fresh\" }",
            "[dependencies.jwt-fresh]\nversion = \"0.1\"\n[dev-dependencies]\nother = { package = \"jwt-fresh\" }",
            "[dependencies]\na = { package = \"jwt-fresh\" }\nb = { package = \"jwt-fresh\" }",
            "[dependencies]\na = { package = \"jwt-fresh-macros\" }",
            "[dependencies]\na = { workspace = true }",
        ] {
            assert_eq!(renamed_in(manifest), None, "{manifest}");
        }
    }
}
