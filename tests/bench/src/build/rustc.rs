//! Wraps rustc, as Cargo's `RUSTC_WRAPPER`, and records the CPU time of each call.

use std::{
    collections::BTreeMap,
    env,
    fs::{self, OpenOptions},
    io::{self, Write},
    path::Path,
    process::{Command, exit},
};

/// The environment variable with the path of the log.
pub const LOG: &str = "JWT_FRESH_BENCH_RUSTC_LOG";

/// Clock ticks per second in `/proc`; Linux always reports 100 to programs.
const TICKS: f64 = 100.0;

/// One call of rustc.
pub struct Unit {
    pub package: String,
    pub seconds: f64,
}

/// Calls rustc, writes a line, and exits with rustc's status.
pub fn wrap(arguments: &[String], log: &Path) -> io::Result<()> {
    let Some((rustc, arguments)) = arguments.split_first() else {
        return Err(io::ErrorKind::InvalidInput.into());
    };
    let status = Command::new(rustc).args(arguments).status()?;
    if let Some(key) = key(arguments) {
        let line = format!("{}\t{key}\n", children_seconds()?);
        OpenOptions::new()
            .create(true)
            .append(true)
            .open(log)?
            .write_all(line.as_bytes())?;
    }
    exit(status.code().unwrap_or(1))
}

/// The package, the crate, its kind and its features; `None` for a question about the compiler.
fn key(arguments: &[String]) -> Option<String> {
    let after = |flag: &str| {
        let at = arguments.iter().position(|argument| argument == flag)?;
        arguments.get(at + 1)
    };
    let name = after("--crate-name").filter(|name| *name != "___")?;
    // Cargo sets the package of the crate, which distinguishes build scripts.
    let package = env::var("CARGO_PKG_NAME").ok()?;
    let version = env::var("CARGO_PKG_VERSION").ok()?;
    let mut features: Vec<&str> = arguments
        .iter()
        .filter_map(|argument| argument.strip_prefix("feature="))
        .collect();
    features.sort_unstable();
    let kind = after("--crate-type").map_or("bin", String::as_str);
    Some(format!(
        "{package}\t{version}\t{name}\t{kind}\t{}",
        features.join(",")
    ))
}

/// The CPU time of all terminated children of this process, in seconds.
fn children_seconds() -> io::Result<f64> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    // The second field is the program's name in parentheses, which may contain any character.
    let rest = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let ticks: f64 = rest
        .split_whitespace()
        .skip(13)
        .take(2)
        .filter_map(|field| field.parse::<f64>().ok())
        .sum();
    Ok(ticks / TICKS)
}

/// Reads the lines, keyed by everything that distinguishes calls.
pub fn read(log: &Path) -> io::Result<BTreeMap<String, Unit>> {
    Ok(fs::read_to_string(log)?
        .lines()
        .filter_map(|line| {
            let (seconds, key) = line.split_once('\t')?;
            let package = key.split('\t').next()?;
            let unit = Unit {
                package: package.to_owned(),
                seconds: seconds.parse().ok()?,
            };
            Some((key.to_owned(), unit))
        })
        .collect())
}
