//! A PostgreSQL server.

use std::{
    env, fs,
    net::SocketAddr,
    path::{Path, PathBuf},
    process::Command,
    sync::OnceLock,
};

use super::{
    folder::Folder,
    port::{free, loopback},
    process::{Process, as_user},
};

/// Who runs the server where this process is root's, for which PostgreSQL refuses to start.
pub(super) const USER: &str = "postgres";

/// A PostgreSQL server that ends when it is dropped.
///
/// The superuser `postgres` logs in without a password. `fsync` is off: what survives a loss of power
/// is tested with `Postgres::with(&["fsync=on"])`.
#[derive(Debug)]
pub struct Postgres {
    // Before the folder: what is declared first is dropped first.
    process: Process,
    port: u16,
    settings: Vec<String>,
    folder: Folder,
}

impl Postgres {
    pub fn start() -> Self {
        Self::with(&[])
    }

    /// The same with more settings: `&["max_connections=10"]`.
    pub fn with(settings: &[&str]) -> Self {
        let folder = Folder::new();
        copy(template(), &folder.path().join("data"));
        let settings: Vec<_> = settings.iter().map(|&one| one.to_owned()).collect();
        loop {
            let port = free();
            // Another process may have been faster to take the port.
            if let Some(process) = run(port, &settings, &folder) {
                return Self {
                    process,
                    port,
                    settings,
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

    /// Shuts the server down in order ("fast": open transactions are rolled back) and starts it again
    /// at the same address.
    pub fn restart(&mut self) {
        self.process.end("INT");
        self.process = run(self.port, &self.settings, &self.folder)
            .unwrap_or_else(|| panic!("the server starts: {}", self.log()));
    }

    /// Stops all processes of the server: connections stay open, and nothing is answered. Without the
    /// children, open sessions would go on.
    pub fn stop(&self) {
        self.process.stop();
    }

    /// Continues a stopped server.
    pub fn cont(&self) {
        self.process.cont();
    }

    /// Kills all processes of the server (SIGKILL), as a loss of power would: connections are refused
    /// until [`restart`](Self::restart).
    pub fn kill(&mut self) {
        self.process.kill();
    }

    /// Runs SQL with `psql` and gives the rows as lines, with `|` between columns.
    ///
    /// # Errors
    ///
    /// What `psql` says.
    pub fn sql(&self, sql: &str) -> Result<String, String> {
        sql_at(self.address(), sql)
    }

    /// What the server has logged.
    pub fn log(&self) -> String {
        log_of(&self.folder)
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        // At once ("immediate"), but by the server itself: it reaps its children, which in a container
        // nobody else may do.
        self.cont();
        self.process.end("QUIT");
    }
}

pub(super) fn sql_at(address: SocketAddr, sql: &str) -> Result<String, String> {
    let output = Command::new("psql")
        .args(["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-c", sql])
        .arg(format!("postgres://postgres@{address}/postgres"))
        .env("PGCONNECT_TIMEOUT", "2")
        .output()
        .map_err(|error| format!("psql: {error}"))?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim_end().to_owned();
    match output.status.success() {
        true => Ok(text(&output.stdout)),
        false => Err(text(&output.stderr)),
    }
}

fn run(port: u16, settings: &[String], folder: &Folder) -> Option<Process> {
    let port_setting = format!("port={port}");
    let own = [
        &port_setting,
        "listen_addresses=127.0.0.1",
        "unix_socket_directories=",
        "fsync=off",
        "full_page_writes=off",
    ];
    let mut arguments = vec!["-D".to_owned(), path_text(&folder.path().join("data"))];
    for setting in own.into_iter().chain(settings.iter().map(String::as_str)) {
        arguments.extend(["-c".to_owned(), setting.to_owned()]);
    }
    let log = folder.path().join("log");
    let mut process = Process::start(&program("postgres"), &arguments, Some(USER), &log);
    // The file says "ready" once connections are accepted, and looking costs less than connecting. A
    // server that was killed leaves its own behind.
    let id = process.id().to_string();
    let is_ready = || {
        let file = fs::read_to_string(folder.path().join("data/postmaster.pid"));
        file.is_ok_and(|file| {
            let mut lines = file.lines().map(str::trim);
            lines.next() == Some(&id) && lines.nth(6) == Some("ready")
        })
    };
    process.becomes_ready(is_ready).then_some(process)
}

fn log_of(folder: &Folder) -> String {
    fs::read_to_string(folder.path().join("log")).unwrap_or_default()
}

/// A new cluster, made once for each target folder.
fn template() -> &'static Path {
    static TEMPLATE: OnceLock<PathBuf> = OnceLock::new();
    TEMPLATE.get_or_init(|| {
        let version = program("postgres")
            .ancestors()
            .nth(2)
            .and_then(|folder| Some(folder.file_name()?.to_str()?.to_owned()))
            .expect("a folder named after the version");
        let binary = env::current_exe().expect("a test binary");
        let target = binary.parent().expect("a folder");
        let template = target.join(format!("rig-postgres-{version}"));
        if !template.exists() {
            let folder = Folder::new();
            let data = folder.path().join("data");
            init(&folder, &data);
            // Whoever is first wins: a rename puts a whole folder there or none.
            let own = target.join(format!("rig-postgres-{}", std::process::id()));
            copy(&data, &own);
            if fs::rename(&own, &template).is_err() {
                fs::remove_dir_all(&own).expect("our own folder");
            }
        }
        template
    })
}

fn init(folder: &Folder, data: &Path) {
    // The other user may write into it, nobody else.
    if super::process::is_root() {
        let chown = Command::new("chown").arg(USER).arg(folder.path()).status();
        assert!(chown.is_ok_and(|status| status.success()), "user {USER}");
    }
    let output = as_user(Some(USER), &program("initdb"))
        .args(["--no-sync", "--auth=trust", "--encoding=UTF8", "--locale=C"])
        .args(["--username=postgres", "--wal-segsize=1", "-D"])
        .arg(data)
        .output()
        .expect("initdb starts");
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "initdb: {error}");
}

/// With owners and modes, which PostgreSQL checks.
fn copy(from: &Path, to: &Path) {
    let status = Command::new("cp").arg("-a").arg(from).arg(to).status();
    assert!(status.is_ok_and(|status| status.success()), "cp {to:?}");
}

/// A program of the newest PostgreSQL that Debian's packages have installed.
fn program(name: &str) -> PathBuf {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten();
    let newest = versions
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.join("bin/postgres").exists())
        .max_by_key(|path| {
            let name = path.file_name().and_then(|name| name.to_str());
            name.and_then(|version| version.parse::<u32>().ok())
        });
    newest
        .expect("the package postgresql is installed")
        .join("bin")
        .join(name)
}

fn path_text(path: &Path) -> String {
    path.to_str().expect("a path of ASCII").to_owned()
}
