//! A Redis server.

use std::{
    fs,
    io::{self, BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpStream},
    path::Path,
    time::Duration,
};

use super::{
    folder::Folder,
    port::{free, loopback},
    process::Process,
};

/// How long [`RedisServer::ask`] waits for a reply.
const PATIENCE: Duration = Duration::from_secs(2);

/// A Redis server that ends when it is dropped.
#[derive(Debug)]
pub struct RedisServer {
    // Before the folder: what is declared first is dropped first.
    process: Process,
    port: u16,
    arguments: Vec<String>,
    folder: Folder,
}

impl RedisServer {
    /// Starts a server that keeps nothing on disk.
    pub fn start() -> Self {
        Self::with(&[])
    }

    /// The same with more configuration, as arguments of `redis-server`: `&["--appendonly", "yes"]`.
    pub fn with(arguments: &[&str]) -> Self {
        let folder = Folder::new();
        let arguments = arguments.iter().map(|&argument| argument.to_owned());
        let arguments: Vec<_> = arguments.collect();
        loop {
            let port = free();
            // Another process may have been faster to take the port.
            if let Some(process) = run(port, &arguments, &folder) {
                return Self {
                    process,
                    port,
                    arguments,
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

    /// `redis://127.0.0.1:PORT`
    pub fn url(&self) -> String {
        format!("redis://{}", self.address())
    }

    /// Kills the server and starts it again at the same address. Without `--appendonly yes` it comes
    /// back empty.
    pub fn restart(&mut self) {
        self.kill();
        self.process = run(self.port, &self.arguments, &self.folder)
            .unwrap_or_else(|| panic!("the server starts: {}", self.log()));
    }

    /// Stops the process: connections stay open, and nothing is answered.
    pub fn stop(&self) {
        self.process.stop();
    }

    /// Continues a stopped process.
    pub fn cont(&self) {
        self.process.cont();
    }

    /// Kills the process (SIGKILL): connections are refused until [`restart`](Self::restart).
    pub fn kill(&mut self) {
        self.process.kill();
    }

    /// Sends one command over a connection of its own, and gives the reply as `redis-cli` prints it,
    /// an array as lines.
    ///
    /// # Errors
    ///
    /// An error reply, and a server that does not answer within 2 s.
    pub fn ask(&self, command: &[&str]) -> io::Result<String> {
        ask(self.address(), command)
    }

    /// The port that nodes of a cluster use among themselves.
    pub(super) fn bus_port(&self) -> u16 {
        let name = self
            .arguments
            .iter()
            .position(|one| one == "--cluster-port");
        let port = name.and_then(|place| self.arguments.get(place + 1)?.parse().ok());
        port.expect("a node of a cluster")
    }

    /// What the server has logged.
    pub fn log(&self) -> String {
        log_of(&self.folder)
    }
}

fn run(port: u16, arguments: &[String], folder: &Folder) -> Option<Process> {
    let port_argument = port.to_string();
    let dir = folder.path().to_str().expect("a path of ASCII");
    let own = [
        "--port",
        &port_argument,
        "--bind",
        "127.0.0.1",
        "--save",
        "",
        "--dir",
        dir,
    ];
    let all = own.into_iter().chain(arguments.iter().map(String::as_str));
    let log = folder.path().join("log");
    let mut process = Process::start(Path::new("redis-server"), all, None, &log);
    let is_ready = || ask(loopback(port), &["PING"]).is_ok_and(|reply| reply == "PONG");
    process.becomes_ready(is_ready).then_some(process)
}

fn log_of(folder: &Folder) -> String {
    fs::read_to_string(folder.path().join("log")).unwrap_or_default()
}

fn ask(address: SocketAddr, command: &[&str]) -> io::Result<String> {
    let mut connection = TcpStream::connect_timeout(&address, PATIENCE)?;
    connection.set_read_timeout(Some(PATIENCE))?;
    let mut request = format!("*{}\r\n", command.len());
    for argument in command {
        request += &format!("${}\r\n{argument}\r\n", argument.len());
    }
    connection.write_all(request.as_bytes())?;
    read_reply(&mut BufReader::new(connection))
}

/// Reads one value of RESP2 (<https://redis.io/docs/latest/develop/reference/protocol-spec/>).
fn read_reply(connection: &mut impl BufRead) -> io::Result<String> {
    let mut line = String::new();
    connection.read_line(&mut line)?;
    let line = line.trim_end();
    let Some((kind, rest)) = line.split_at_checked(1) else {
        return Err(io::ErrorKind::UnexpectedEof.into());
    };
    let length = rest.parse::<i64>();
    match (kind, length) {
        ("-", _) => Err(io::Error::other(rest.to_owned())),
        ("$" | "*", Ok(-1)) => Ok("(nil)".to_owned()),
        ("$", Ok(length)) => {
            let mut bulk = String::new();
            let length = u64::try_from(length).map_err(io::Error::other)?;
            connection.take(length + 2).read_to_string(&mut bulk)?;
            Ok(bulk.trim_end_matches("\r\n").to_owned())
        }
        ("*", Ok(length)) => {
            let values: io::Result<Vec<_>> = (0..length).map(|_| read_reply(connection)).collect();
            Ok(values?.join("\n"))
        }
        _ => Ok(rest.to_owned()),
    }
}
