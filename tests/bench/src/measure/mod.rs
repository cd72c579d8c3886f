//! Measures time, instructions, allocations and memory.

pub mod allocations;
pub mod instructions;
pub mod memory;
pub mod time;

use crate::group::{Group, Started};

/// The figures of one row.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    pub instructions: Option<f64>,
    pub allocations: f64,
    /// Nanoseconds per request, one figure per round.
    pub rounds: Vec<f64>,
}

/// How often the rows of a group are restarted: memory layout affects the speed of a row, and differs
/// after each restart.
const STARTS: usize = 4;

/// Measures a group in this process; instructions are counted in a child process.
pub async fn in_process(group: &Group) -> Vec<Figures> {
    let mut figures = vec![Figures::default(); group.rows.len()];
    for _ in 0..STARTS {
        let mut started: Vec<Started> = Vec::new();
        for row in &group.rows {
            started.push(row.start().await);
        }
        for (row, figures) in started.iter().zip(&mut figures) {
            figures.allocations = allocations::per_request(row).await;
        }
        for times in time::rounds(&started).await {
            for (figures, time) in figures.iter_mut().zip(times) {
                figures.rounds.push(time);
            }
        }
    }
    figures
}

/// The median.
pub fn median(values: impl IntoIterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.into_iter().collect();
    values.sort_by(f64::total_cmp);
    match values.len() {
        0 => f64::NAN,
        n if n % 2 == 1 => values[n / 2],
        n => f64::midpoint(values[n / 2 - 1], values[n / 2]),
    }
}
