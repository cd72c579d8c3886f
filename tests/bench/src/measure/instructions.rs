//! Instructions per request, counted by callgrind: the program runs itself under valgrind.

use std::{env, fs, io, path::Path, process::Command};

use crate::{
    group::{Group, Started},
    in_process::jwt_bench_dump,
};

/// The argument that makes the program the child under valgrind.
pub const CHILD: &str = "--under-callgrind";

/// Requests per dump. Callgrind counts exactly, so a few are enough.
const CALLS: usize = 20;

/// In the child: warms each row up, then calls it a fixed number of times between two dumps.
pub async fn count(groups: &[Group]) {
    for row in groups.iter().flat_map(|group| &group.rows) {
        let row = row.start().await;
        calls(&row).await;
        jwt_bench_dump();
        calls(&row).await;
        jwt_bench_dump();
    }
}

async fn calls(row: &Started) {
    let requests = (0..CALLS).map(|_| row.request.to_request()).collect();
    row.app.call(requests).await;
}

/// In the parent: instructions per request for each row of the groups of these names, in order.
///
/// # Errors
///
/// If there is no valgrind, or it fails.
pub fn collect(names: &[String]) -> io::Result<Vec<f64>> {
    let program = env::current_exe()?;
    let folder = program.with_file_name("bench-callgrind");
    // The dumps of an earlier run are stale.
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
        .args(names)
        .output()?;
    if !output.status.success() {
        let errors = String::from_utf8_lossy(&output.stderr);
        return Err(io::Error::other(errors.into_owned()));
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
            let total = line
                .strip_prefix("totals:")
                .or_else(|| line.strip_prefix("summary:"))?;
            total.trim().parse().ok()
        })
        .ok_or_else(|| io::Error::other(format!("no total in {}", dump.display())))
}
