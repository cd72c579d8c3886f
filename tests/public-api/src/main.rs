//! Compares the public API of `jwt-fresh`, with all features, with `tests/public-api/jwt-fresh.txt`.
//!
//! `cargo run --manifest-path tests/public-api/Cargo.toml` fails where they differ; with `-- --update` it
//! writes the file. What is hidden from the docs is no public API, and the methods of traits that are
//! implemented for every type are left out.

use std::{
    env,
    error::Error,
    fs,
    path::{Path, PathBuf},
    process::{Command, ExitCode},
};

/// The format of rustdoc's JSON that the `public-api` crate of the lock file reads.
const FORMAT: u64 = 57;

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let list = home.join("jwt-fresh.txt");
    let json = rustdoc_json(home)?;
    let format = format_of(&json)?;
    if format != FORMAT {
        // Another compiler than the one of the gate: nothing can be said about the API.
        println!(
            "public API: not compared, rustdoc's JSON has the format {format} and not {FORMAT}"
        );
        return Ok(ExitCode::SUCCESS);
    }
    let api = public_api::Builder::from_rustdoc_json(json)
        .omit_blanket_impls(true)
        .omit_auto_trait_impls(true)
        .build()?;
    let mut present = api.to_string();
    present.push('\n');
    if env::args().any(|argument| argument == "--update") {
        fs::write(&list, present)?;
        return Ok(ExitCode::SUCCESS);
    }
    let pinned = fs::read_to_string(&list).unwrap_or_default();
    let differences = differences(&pinned, &present);
    if differences.is_empty() {
        println!("public API: {} items, as pinned", present.lines().count());
        return Ok(ExitCode::SUCCESS);
    }
    eprintln!("the public API is not that of tests/public-api/jwt-fresh.txt:");
    for line in differences {
        eprintln!("{line}");
    }
    eprintln!(
        "if the change is meant: cargo run --manifest-path tests/public-api/Cargo.toml -- --update"
    );
    Ok(ExitCode::FAILURE)
}

/// Lets rustdoc describe the crate, and returns the path of its JSON.
fn rustdoc_json(home: &Path) -> Result<PathBuf, Box<dyn Error>> {
    let root = home.join("../..");
    let target = match env::var_os("CARGO_TARGET_DIR") {
        Some(target) => root.join(target),
        None => root.join("target"),
    };
    // Where the gate builds the docs with the same variable: some build scripts run again when it changes.
    let target = target.join("gate/docsrs");
    let status = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .current_dir(&root)
        .args([
            "rustdoc",
            "--locked",
            "-p",
            "jwt-fresh",
            "--lib",
            "--all-features",
        ])
        .args(["--", "-Z", "unstable-options", "--output-format", "json"])
        .args(["--cap-lints", "allow"])
        // The JSON is not stable, but the compilers of several versions write the same format.
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_DIR", &target)
        .status()?;
    if !status.success() {
        return Err("rustdoc failed".into());
    }
    Ok(target.join("doc/jwt_fresh.json"))
}

fn format_of(json: &Path) -> Result<u64, Box<dyn Error>> {
    let json: serde_json::Value = serde_json::from_slice(&fs::read(json)?)?;
    let format = json
        .get("format_version")
        .and_then(serde_json::Value::as_u64);
    format.ok_or_else(|| "rustdoc's JSON names no format".into())
}

/// The lines that one of the two lists lacks.
fn differences(pinned: &str, present: &str) -> Vec<String> {
    let lacks = |list: &str, line: &str| !list.lines().any(|other| other == line);
    let gone = pinned.lines().filter(|line| lacks(present, line));
    let new = present.lines().filter(|line| lacks(pinned, line));
    gone.map(|line| format!("- {line}"))
        .chain(new.map(|line| format!("+ {line}")))
        .collect()
}
