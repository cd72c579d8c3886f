//! Time per request, the contenders taking turns, so that noise hits all alike.

use std::time::Instant;

use crate::{in_process::InProcess, request::RequestSpec};

/// How often all contenders take their turn.
const ROUNDS: usize = 60;
/// Nanoseconds that one turn should take: long enough for the clock, short enough for the noise.
const TURN: f64 = 400_000.0;

/// Nanoseconds per request: one row per round, one column per contender.
pub async fn rounds(apps: &[(Box<dyn InProcess>, RequestSpec)]) -> Vec<Vec<f64>> {
    let mut calls = Vec::new();
    for (app, spec) in apps {
        turn(app.as_ref(), spec, 20).await;
        let once = turn(app.as_ref(), spec, 50).await;
        calls.push(((TURN / once) as usize).clamp(10, 1000));
    }
    let mut rounds = Vec::new();
    for round in 0..ROUNDS {
        let mut times = vec![0.0; apps.len()];
        for step in 0..apps.len() {
            // Another one begins each round.
            let index = (round + step) % apps.len();
            let (app, spec) = &apps[index];
            times[index] = turn(app.as_ref(), spec, calls[index]).await;
        }
        rounds.push(times);
    }
    rounds
}

async fn turn(app: &dyn InProcess, spec: &RequestSpec, calls: usize) -> f64 {
    let requests = (0..calls).map(|_| spec.to_request()).collect();
    let start = Instant::now();
    app.call(requests).await;
    start.elapsed().as_nanos() as f64 / calls as f64
}

/// The middle value.
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    match values.len() {
        0 => f64::NAN,
        n if n % 2 == 1 => values[n / 2],
        n => (values[n / 2 - 1] + values[n / 2]) / 2.0,
    }
}
