//! Describes the machine and the compiler of a run.

use std::{env, fs, process::Command};

/// The command, the machine and the compiler, in one paragraph.
pub fn described(arguments: &[String]) -> String {
    let mut command = vec!["cargo run --release --manifest-path tests/bench/Cargo.toml"];
    if !arguments.is_empty() {
        command.push("--");
        command.extend(arguments.iter().map(String::as_str));
    }
    let command = command.join(" ");
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    format!(
        "Made by `{command}`, on {} ({cores} cores), with {} and {}.\n",
        processor().unwrap_or_else(|| env::consts::ARCH.to_owned()),
        first_line("rustc", "--version"),
        first_line("valgrind", "--version"),
    )
}

fn processor() -> Option<String> {
    fs::read_to_string("/proc/cpuinfo")
        .ok()?
        .lines()
        .find_map(|line| line.strip_prefix("model name")?.split_once(':'))
        .map(|(_, name)| name.trim().to_owned())
}

fn first_line(program: &str, argument: &str) -> String {
    Command::new(program)
        .arg(argument)
        .output()
        .ok()
        .and_then(|output| {
            Some(
                String::from_utf8(output.stdout)
                    .ok()?
                    .lines()
                    .next()?
                    .to_owned(),
            )
        })
        .unwrap_or_else(|| format!("no {program}"))
}
