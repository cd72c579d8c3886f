//! Instructions per request, counted by callgrind: the program runs itself under valgrind.

use std::{env, fs, io, path::Path, process::Command};

use crate::in_process::{InProcess, jwt_bench_dump};
use crate::request::RequestSpec;

/// The argument with which the program knows that it runs under valgrind.
pub const CHILD: &str = "--under-callgrind";

const CALLS: usize = 20;

/// In the child: warms an app up, and then calls it a fixed number of times between two dumps.
pub async fn count(app: &dyn InProcess, spec: &RequestSpec) {
    let requests = || (0..CALLS).map(|_| spec.to_request()).collect();
    app.call(requests()).await;
    jwt_bench_dump();
    app.call(requests()).await;
    jwt_bench_dump();
}

/// In the parent: instructions per request, in the order in which the child called [`count`].
pub fn collect(arguments: &[String]) -> io::Result<Vec<f64>> {
    let program = env::current_exe()?;
    let folder = program.with_file_name("bench-callgrind");
    // The dumps of an earlier run are no longer true.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder)?;
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--quiet", "--collect-atstart=no"])
        .args([
            "--toggle-collect=jwt_bench_measured",
            "--dump-before=jwt_bench_dump",
        ])
        .arg(format!("--callgrind-out-file={}/out", folder.display()))
        .arg(&program)
        .arg(CHILD)
        .args(arguments)
        .output()?;
    if !output.status.success() {
        let errors = String::from_utf8_lossy(&output.stderr);
        return Err(io::Error::other(format!("valgrind: {errors}")));
    }
    // Dumps are numbered from 1: warm-up, measured, warm-up, measured, ...
    let mut counts = Vec::new();
    for number in (2..).step_by(2) {
        let dump = folder.join(format!("out.{number}"));
        if !dump.exists() {
            break;
        }
        counts.push(total(&dump)? / CALLS as f64);
    }
    Ok(counts)
}

/// The instructions of one dump.
fn total(dump: &Path) -> io::Result<f64> {
    fs::read_to_string(dump)?
        .lines()
        .find_map(|line| {
            let rest = line
                .strip_prefix("totals:")
                .or_else(|| line.strip_prefix("summary:"))?;
            rest.trim().parse().ok()
        })
        .ok_or_else(|| io::Error::other(format!("no total in {}", dump.display())))
}
