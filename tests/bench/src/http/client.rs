//! A client that keeps its connections open and sends one request over and over.

use std::{
    io::{self, Read, Write},
    net::TcpStream,
};

use actix_web::http::StatusCode;

/// Open connections, and the request for them.
pub struct Client {
    connections: Vec<TcpStream>,
    request: Vec<u8>,
    /// Of the first response.
    pub status: StatusCode,
    /// Of the first response.
    pub body: Vec<u8>,
    /// The length of every response.
    answer: Vec<u8>,
}

impl Client {
    /// Opens the connections, and sends one request.
    pub fn connect(port: u16, connections: usize, request: Vec<u8>) -> io::Result<Self> {
        let connections = (0..connections)
            .map(|_| {
                let stream = TcpStream::connect(("127.0.0.1", port))?;
                stream.set_nodelay(true)?;
                Ok(stream)
            })
            .collect::<io::Result<Vec<_>>>()?;
        let mut first = connections.first().ok_or(io::ErrorKind::InvalidInput)?;
        first.write_all(&request)?;
        let (head, body) = read_answer(&mut first)?;
        let status = head
            .get(9..12)
            .and_then(|code| StatusCode::from_bytes(code).ok())
            .ok_or(io::ErrorKind::InvalidData)?;
        Ok(Self {
            answer: vec![0; head.len() + body.len()],
            connections,
            request,
            status,
            body,
        })
    }

    /// Sends at least so many requests: one on each connection, reads the responses, and repeats.
    /// Returns how many it sent.
    pub fn send(&mut self, requests: usize) -> io::Result<usize> {
        let code = self.status.as_str().as_bytes();
        let mut sent = 0;
        while sent < requests {
            for connection in &mut self.connections {
                connection.write_all(&self.request)?;
            }
            for connection in &mut self.connections {
                // The `Date` header has a fixed length, and so has the whole response.
                connection.read_exact(&mut self.answer)?;
                if self.answer.get(9..12) != Some(code) {
                    return Err(io::Error::other("another status than the first time"));
                }
            }
            sent += self.connections.len();
        }
        Ok(sent)
    }
}

/// Head, with the empty line, and body.
fn read_answer(stream: &mut impl Read) -> io::Result<(Vec<u8>, Vec<u8>)> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        stream.read_exact(&mut byte)?;
        head.extend(byte);
    }
    let length = String::from_utf8_lossy(&head)
        .lines()
        .find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case("content-length")
                .then(|| value.trim().parse().ok())?
        })
        .ok_or(io::ErrorKind::InvalidData)?;
    let mut body = vec![0; length];
    stream.read_exact(&mut body)?;
    Ok((head, body))
}
