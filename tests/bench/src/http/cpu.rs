//! Which core a process runs on, and how much of it it used.

use std::{fs, io, process::Command};

/// The server's core.
pub const SERVER: usize = 0;
/// The client's core.
pub const CLIENT: usize = 1;

/// Binds a process to a core; a machine without `taskset` or a second core goes on without.
pub fn pin(process: u32, core: usize) {
    let pinned = Command::new("taskset")
        .args(["-a", "-c", "-p", &core.to_string(), &process.to_string()])
        .output()
        .is_ok_and(|output| output.status.success());
    if !pinned {
        eprintln!("taskset failed: process {process} is not bound to core {core}");
    }
}

/// The CPU time that all threads of a process used, in nanoseconds (Linux's `schedstat`).
pub fn nanoseconds(process: u32) -> io::Result<u64> {
    let mut sum = 0;
    for thread in fs::read_dir(format!("/proc/{process}/task"))? {
        let text = fs::read_to_string(thread?.path().join("schedstat"))?;
        let used = text.split_whitespace().next().unwrap_or_default();
        sum += used.parse::<u64>().map_err(io::Error::other)?;
    }
    Ok(sum)
}
