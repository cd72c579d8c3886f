//! Once a log-out was answered, no worker lets the token in: not one time in thousands.

use std::{
    io::{Read, Write},
    net::TcpStream,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

use jwt_fresh::JwtConfig;
use jwt_fresh_tests::SECRET;

use crate::app::start;

const CLIENTS: usize = 8;
const ROUNDS: usize = 250;
/// Connections on which each client uses its token afterwards; they are spread over the workers.
const PROBES: usize = 4;

/// A connection that is kept alive; the answers are short, so one `read` gets each whole.
struct Line(TcpStream);

impl Line {
    fn open(to: std::net::SocketAddr) -> Self {
        let stream = TcpStream::connect(to).unwrap();
        stream.set_nodelay(true).unwrap();
        Self(stream)
    }

    fn status(&mut self, method: &str, target: &str, token: &str) -> u16 {
        let request = format!(
            "{method} {target} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\
             Authorization: Bearer {token}\r\n\r\n"
        );
        self.0.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        let mut piece = [0; 4096];
        while !is_whole(&answer) {
            let length = self.0.read(&mut piece).unwrap();
            assert_ne!(length, 0, "the server closed the connection");
            answer.extend_from_slice(&piece[..length]);
        }
        let text = String::from_utf8_lossy(&answer);
        text.split(' ').nth(1).unwrap().parse().unwrap()
    }
}

fn is_whole(answer: &[u8]) -> bool {
    let text = String::from_utf8_lossy(answer).to_ascii_lowercase();
    text.split_once("\r\n\r\n").is_some_and(|(head, body)| {
        let length = head
            .split_once("content-length: ")
            .and_then(|(_, rest)| rest.lines().next())
            .map_or(0, |length| length.parse().unwrap());
        body.len() >= length
    })
}

#[test]
fn no_worker_lets_a_token_in_after_its_log_out_was_answered() {
    let (jwt, server) = start(JwtConfig::new(SECRET));
    let address = server.address();
    let (let_in_before, let_in_after) = (AtomicUsize::new(0), AtomicUsize::new(0));
    thread::scope(|scope| {
        for client in 0..CLIENTS {
            let (jwt, before, after) = (&jwt, &let_in_before, &let_in_after);
            scope.spawn(move || {
                let mut exit = Line::open(address);
                let mut probes: Vec<_> = (0..PROBES).map(|_| Line::open(address)).collect();
                for _ in 0..ROUNDS {
                    let token = jwt.create_access_token(client).encode().unwrap();
                    for probe in &mut probes {
                        if probe.status("GET", "/protected", &token) == 200 {
                            before.fetch_add(1, Ordering::Relaxed);
                        }
                    }
                    assert_eq!(exit.status("POST", "/logout", &token), 204);
                    for probe in &mut probes {
                        if probe.status("GET", "/protected", &token) != 401 {
                            after.fetch_add(1, Ordering::Relaxed);
                        }
                    }
                }
            });
        }
    });
    let uses = CLIENTS * ROUNDS * PROBES;
    assert_eq!(let_in_before.into_inner(), uses, "before their log-outs");
    assert_eq!(
        let_in_after.into_inner(),
        0,
        "of {uses} after their log-outs"
    );
}
