//! Time per request; the rows alternate, so that noise affects all equally.

use std::time::Instant;

use crate::group::Started;

/// The number of rounds after each start.
const ROUNDS: usize = 60;
/// The target duration of one row in a round, in nanoseconds: long enough for the clock, short enough
/// against noise.
const TURN: f64 = 400_000.0;

/// Nanoseconds per request: for each round, one figure per row.
pub async fn rounds(rows: &[Started]) -> Vec<Vec<f64>> {
    let mut calls = Vec::new();
    for row in rows {
        turn(row, 20).await;
        let once = turn(row, 50).await;
        calls.push(((TURN / once) as usize).clamp(10, 1000));
    }
    let mut rounds = Vec::new();
    for round in 0..ROUNDS {
        let mut times = vec![0.0; rows.len()];
        for step in 0..rows.len() {
            // Each round begins with another row.
            let index = (round + step) % rows.len();
            times[index] = turn(&rows[index], calls[index]).await;
        }
        rounds.push(times);
    }
    rounds
}

async fn turn(row: &Started, calls: usize) -> f64 {
    let requests = (0..calls).map(|_| row.request.to_request()).collect();
    let start = Instant::now();
    row.app.call(requests).await;
    start.elapsed().as_nanos() as f64 / calls as f64
}
