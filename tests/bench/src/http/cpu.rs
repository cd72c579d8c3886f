//! Pins processes to cores, and reads their CPU time.

use std::{fs, io, process, process::Command};

/// The cores that this process may use: the first is for the server, the last for the client.
pub struct Cores {
    /// As Linux lists them, such as `0-3,8`.
    allowed: String,
    server: String,
    client: String,
}

impl Cores {
    pub fn new() -> io::Result<Self> {
        let status = fs::read_to_string("/proc/self/status")?;
        let allowed = status
            .lines()
            .find_map(|line| line.strip_prefix("Cpus_allowed_list:"))
            .map(|list| list.trim().to_owned())
            .ok_or(io::ErrorKind::NotFound)?;
        let mut numbers = allowed.split([',', '-']);
        let server = numbers.next().unwrap_or_default().to_owned();
        let client = numbers.next_back().unwrap_or(&server).to_owned();
        Ok(Self {
            allowed,
            server,
            client,
        })
    }

    /// Pins a server's process.
    pub fn pin_server(&self, server: u32) {
        pin(server, &self.server);
    }

    /// Pins this process, the client, until [`release`](Self::release).
    pub fn pin_client(&self) {
        pin(process::id(), &self.client);
    }

    /// Lets this process run on all cores again.
    pub fn release(&self) {
        pin(process::id(), &self.allowed);
    }
}

/// Without `taskset`, processes are not pinned.
fn pin(process: u32, cores: &str) {
    let pinned = Command::new("taskset")
        .args(["-a", "-c", "-p", cores, &process.to_string()])
        .output()
        .is_ok_and(|output| output.status.success());
    if !pinned {
        eprintln!("taskset failed: process {process} is not bound to {cores}");
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
