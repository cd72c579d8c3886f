//! All figures of a run, and the ratios computed from them.

use crate::{
    build::Builds,
    group::Group,
    http::{self, Rounds},
    measure::{Figures, median, memory::Memory},
};

/// The row of the unprotected handler in each group.
pub const FLOOR: usize = 0;
/// The row of the contender whose overhead is 1 in each group.
pub const YARDSTICK: usize = 1;

/// All figures of a run.
#[derive(Default)]
pub struct Results {
    pub groups: Vec<Measured>,
    /// Over HTTP, by number of connections.
    pub connections: Vec<(usize, Measured)>,
    /// Memory in use between requests.
    pub memory: Vec<Memory>,
    /// The cost of a clean build.
    pub build: Option<Builds>,
}

/// A group and its figures.
pub struct Measured {
    pub id: &'static str,
    pub title: String,
    pub rows: Vec<MeasuredRow>,
}

/// A row and its figures.
pub struct MeasuredRow {
    pub name: String,
    pub figures: Figures,
    /// CPU time of the server per request, if it was measured.
    pub http: Option<Rounds>,
}

impl Measured {
    pub fn new(group: &Group, figures: Vec<Figures>) -> Self {
        let rows = group.rows.iter().zip(figures);
        Self {
            id: group.id,
            title: group.title.clone(),
            rows: rows
                .map(|(row, figures)| MeasuredRow {
                    name: row.name.clone(),
                    figures,
                    http: None,
                })
                .collect(),
        }
    }

    pub fn row(&self, name: &str) -> Option<&MeasuredRow> {
        self.rows.iter().find(|row| row.name == name)
    }

    /// Instructions beyond the floor's.
    pub fn extra_instructions(&self, row: &MeasuredRow) -> Option<f64> {
        Some(row.figures.instructions? - self.rows.get(FLOOR)?.figures.instructions?)
    }

    /// Allocations beyond the floor's.
    pub fn extra_allocations(&self, row: &MeasuredRow) -> Option<f64> {
        Some(row.figures.allocations - self.rows.get(FLOOR)?.figures.allocations)
    }

    /// The overhead in instructions, as a fraction of the yardstick's.
    pub fn overhead_in_instructions(&self, row: &MeasuredRow) -> Option<f64> {
        let yardstick = self.extra_instructions(self.rows.get(YARDSTICK)?)?;
        Some(self.extra_instructions(row)? / yardstick)
    }

    /// The overhead in time, as a fraction of the yardstick's: the median of the rounds.
    pub fn overhead_in_time(&self, row: &MeasuredRow) -> Option<f64> {
        let floor = &self.rows.get(FLOOR)?.figures.rounds;
        let yardstick = &self.rows.get(YARDSTICK)?.figures.rounds;
        let rounds = row.figures.rounds.iter().zip(floor).zip(yardstick);
        Some(median(rounds.map(|((row, floor), yardstick)| {
            (row - floor) / (yardstick - floor)
        })))
    }

    /// Time as a multiple of another row's: the median of the rounds.
    pub fn time_ratio(row: &MeasuredRow, other: &MeasuredRow) -> f64 {
        let rounds = row.figures.rounds.iter().zip(&other.figures.rounds);
        median(rounds.map(|(row, other)| row / other))
    }

    /// CPU time of the server as a multiple of the floor's.
    pub fn http_ratio(&self, row: &MeasuredRow) -> Option<f64> {
        let floor = self.rows.get(FLOOR)?.http.as_ref()?;
        Some(http::ratio(row.http.as_ref()?, floor))
    }
}

impl Results {
    pub fn group(&self, id: &str) -> Option<&Measured> {
        self.groups.iter().find(|group| group.id == id)
    }
}
