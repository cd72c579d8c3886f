//! PgBouncer in front of a PostgreSQL server.

use std::{fs, net::SocketAddr, path::Path, process::Command};

use super::{
    folder::Folder,
    port::{free, loopback},
    postgres::{USER, sql_at},
    process::{Process, is_root},
};

/// A PgBouncer in transaction mode with two connections to the server, which ends when it is dropped.
#[derive(Debug)]
pub struct PgBouncer {
    // Before the folder: what is declared first is dropped first.
    process: Process,
    port: u16,
    folder: Folder,
}

impl PgBouncer {
    /// Starts one for the server at an address, which may be that of a
    /// [`FaultProxy`](super::FaultProxy).
    pub fn before(server: SocketAddr) -> Self {
        let folder = Folder::new();
        loop {
            let port = free();
            // Another process may have been faster to take the port.
            if let Some(process) = run(port, server, &folder) {
                return Self {
                    process,
                    port,
                    folder,
                };
            }
            let log = log_of(&folder);
            assert!(log.contains("Address already in use"), "{log}");
        }
    }

    pub fn address(&self) -> SocketAddr {
        loopback(self.port)
    }

    /// `postgres://postgres@127.0.0.1:PORT/postgres`
    pub fn url(&self) -> String {
        format!("postgres://postgres@{}/postgres", self.address())
    }

    /// Runs SQL as [`Postgres::sql`](super::Postgres::sql) does.
    ///
    /// # Errors
    ///
    /// What `psql` says.
    pub fn sql(&self, sql: &str) -> Result<String, String> {
        sql_at(self.address(), sql)
    }

    /// Stops the process: connections stay open, and nothing is answered.
    pub fn stop(&self) {
        self.process.stop();
    }

    /// Continues a stopped process.
    pub fn cont(&self) {
        self.process.cont();
    }

    /// Kills the process (SIGKILL).
    pub fn kill(&mut self) {
        self.process.kill();
    }

    /// What it has logged.
    pub fn log(&self) -> String {
        log_of(&self.folder)
    }
}

fn run(port: u16, server: SocketAddr, folder: &Folder) -> Option<Process> {
    let (host, server_port) = (server.ip(), server.port());
    let text = format!(
        "[databases]\n\
         * = host={host} port={server_port} user=postgres\n\
         [pgbouncer]\n\
         listen_addr = 127.0.0.1\n\
         listen_port = {port}\n\
         unix_socket_dir =\n\
         auth_type = any\n\
         pool_mode = transaction\n\
         default_pool_size = 2\n\
         server_login_retry = 1\n\
         ignore_startup_parameters = extra_float_digits\n"
    );
    let file = folder.path().join("pgbouncer.ini");
    fs::write(&file, text).expect("the folder can be written");
    if is_root() {
        // Others may read what is no secret; PgBouncer refuses root as PostgreSQL does.
        let mode = Command::new("chmod").arg("755").arg(folder.path()).status();
        assert!(mode.is_ok_and(|status| status.success()));
    }
    let log = folder.path().join("log");
    let mut process = Process::start(Path::new("pgbouncer"), [&file], Some(USER), &log);
    let is_ready = || std::net::TcpStream::connect(loopback(port)).is_ok();
    process.becomes_ready(is_ready).then_some(process)
}

fn log_of(folder: &Folder) -> String {
    fs::read_to_string(folder.path().join("log")).unwrap_or_default()
}
