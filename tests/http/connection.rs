//! A connection that is kept alive, for many requests one after the other.

use std::net::SocketAddr;

use serde_json::Value;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// A connection to a server, and what came in over it that nobody has read yet.
pub struct Connection {
    stream: TcpStream,
    unread: Vec<u8>,
}

impl Connection {
    pub async fn open(to: SocketAddr) -> Self {
        let stream = TcpStream::connect(to).await.expect("the server listens");
        Self {
            stream,
            unread: Vec::new(),
        }
    }

    /// Sends one GET for each pair of target and `Authorization`, all at once, and reads as many
    /// answers.
    pub async fn get_all(&mut self, requests: &[(&str, Option<&str>)]) -> Vec<(u16, Value)> {
        let mut bytes = String::new();
        for (target, authorization) in requests {
            bytes.push_str(&format!("GET {target} HTTP/1.1\r\nHost: localhost\r\n"));
            if let Some(authorization) = authorization {
                bytes.push_str(&format!("Authorization: {authorization}\r\n"));
            }
            bytes.push_str("\r\n");
        }
        self.stream
            .write_all(bytes.as_bytes())
            .await
            .expect("the requests can be sent");

        let mut answers = Vec::new();
        for _ in requests {
            answers.push(self.read_answer().await);
        }
        answers
    }

    async fn read_answer(&mut self) -> (u16, Value) {
        let head = loop {
            if let Some(end) = self.unread.windows(4).position(|four| four == b"\r\n\r\n") {
                let rest = self.unread.split_off(end + 4);
                break std::mem::replace(&mut self.unread, rest);
            }
            self.read_more().await;
        };
        let head = String::from_utf8(head)
            .expect("the head is text")
            .to_ascii_lowercase();
        let status = head
            .split(' ')
            .nth(1)
            .expect("there is a status")
            .parse()
            .expect("a number");
        let length = head
            .split_once("content-length: ")
            .and_then(|(_, rest)| rest.lines().next())
            .expect("the answer says its length")
            .parse()
            .expect("a number");
        while self.unread.len() < length {
            self.read_more().await;
        }
        let rest = self.unread.split_off(length);
        let body = std::mem::replace(&mut self.unread, rest);
        (
            status,
            serde_json::from_slice(&body).expect("the body is JSON"),
        )
    }

    async fn read_more(&mut self) {
        let read = self
            .stream
            .read_buf(&mut self.unread)
            .await
            .expect("the server answers");
        assert_ne!(read, 0, "the server closed the connection");
    }
}
