//! The same apps over HTTP: a server on one core, the client on another.

mod client;
mod cpu;
mod server;

use std::io;

use client::Client;
pub use cpu::Cores;
use server::Server;
pub use server::{CHILD, serve};

use crate::{
    group::{Group, Row, Subject},
    measure::median,
};

/// The number of rounds.
const ROUNDS: usize = 15;
/// Requests per server and round.
const REQUESTS: usize = 1200;

/// The CPU time of a row's server per request, in nanoseconds, for each round.
pub type Rounds = Vec<f64>;

/// Measures the rows of a group that `wanted` selects, with so many connections.
pub fn measure(
    cores: &Cores,
    group: &Group,
    connections: usize,
    wanted: impl Fn(&Row) -> bool,
) -> io::Result<Vec<Option<Rounds>>> {
    let mut rows = Vec::new();
    for (index, row) in group.rows.iter().enumerate() {
        rows.push(match &row.subject {
            Subject::App(_) if wanted(row) => {
                Some(Turn::start(cores, group, index, row, connections)?)
            }
            _ => None,
        });
    }
    let mut figures: Vec<Option<Rounds>> = rows
        .iter()
        .map(|row| row.as_ref().map(|_| Vec::new()))
        .collect();
    for round in 0..ROUNDS {
        for step in 0..rows.len() {
            // Each round begins with another server.
            let index = (round + step) % rows.len();
            if let (Some(row), Some(figures)) = (&mut rows[index], &mut figures[index]) {
                figures.push(row.take()?);
            }
        }
    }
    Ok(figures)
}

/// The median of the ratios per round.
pub fn ratio(row: &Rounds, floor: &Rounds) -> f64 {
    median(row.iter().zip(floor).map(|(row, floor)| row / floor))
}

/// One server and its client.
struct Turn {
    server: Server,
    client: Client,
}

impl Turn {
    fn start(
        cores: &Cores,
        group: &Group,
        index: usize,
        row: &Row,
        connections: usize,
    ) -> io::Result<Self> {
        let Subject::App(subject) = &row.subject else {
            return Err(io::Error::other("only an app can be served"));
        };
        let server = Server::start(cores, group.id, index)?;
        let client = Client::connect(server.port, connections, subject.request().to_bytes())?;
        if !subject.accepts(client.status, &client.body) {
            return Err(io::Error::other(format!("{}: {}", row.name, client.status)));
        }
        let mut turn = Self { server, client };
        turn.take()?;
        Ok(turn)
    }

    fn take(&mut self) -> io::Result<f64> {
        let before = cpu::nanoseconds(self.server.process())?;
        let sent = self.client.send(REQUESTS)?;
        let after = cpu::nanoseconds(self.server.process())?;
        Ok((after - before) as f64 / sent as f64)
    }
}
