//! One contender in a process of its own, so that its CPU time can be read.

use std::{
    env,
    io::{self, BufRead, BufReader, Write},
    net::TcpListener,
    process::{Child, ChildStdin, Command, Stdio},
};

use super::cpu::Cores;
use crate::{group::Subject, plan};

/// The argument that makes the program a server.
pub const CHILD: &str = "--serve";

/// The byte that starts the server, sent once it is pinned to its core, which its threads inherit.
const GO: &[u8] = b"go\n";

/// A running server; it is stopped when this is dropped.
pub struct Server {
    child: Child,
    pub port: u16,
    /// The server ends when this pipe does, however this process ends.
    _input: ChildStdin,
}

impl Server {
    /// Serves a row of a group.
    pub fn start(cores: &Cores, group: &str, row: usize) -> io::Result<Self> {
        let mut child = Command::new(env::current_exe()?)
            .args([CHILD, group, &row.to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        cores.pin_server(child.id());
        let mut input = child.stdin.take().ok_or(io::ErrorKind::BrokenPipe)?;
        input.write_all(GO)?;
        let output = child.stdout.take().ok_or(io::ErrorKind::BrokenPipe)?;
        let mut line = String::new();
        BufReader::new(output).read_line(&mut line)?;
        let port = line.trim().parse().map_err(io::Error::other)?;
        Ok(Self {
            child,
            port,
            _input: input,
        })
    }

    pub fn process(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// In the child: prints the port, and serves until it is killed or its parent exits.
pub async fn serve(group: &str, row: usize) -> io::Result<()> {
    io::stdin().read_line(&mut String::new())?;
    let groups = plan::groups(&[group.to_owned()]);
    let row = groups.first().and_then(|group| group.rows.get(row));
    let Some(Subject::App(subject)) = row.map(|row| &row.subject) else {
        return Err(io::Error::other("no such row"));
    };
    let listener = TcpListener::bind(("127.0.0.1", 0))?;
    println!("{}", listener.local_addr()?.port());
    io::stdout().flush()?;
    std::thread::spawn(|| {
        let _ = io::copy(&mut io::stdin(), &mut io::sink());
        std::process::exit(0);
    });
    (subject.entry.serve)(subject.setup.clone(), listener).await
}
