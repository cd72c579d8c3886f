//! The targets, and whether they are met.

mod growth;
mod making;
mod overhead;
mod refusals;

use super::{
    results::{Measured, Results},
    table::{grid, number},
};

/// The row of jwt-fresh in the groups of contenders.
const OURS: &str = "jwt-fresh";
/// The same with the cache of verified tokens.
const CACHED: &str = "jwt-fresh, token cache";

/// One target: a figure and its upper limit.
struct Target {
    what: String,
    limit: f64,
    measured: Option<f64>,
}

/// The targets as a table.
pub fn table(results: &Results) -> String {
    let mut lines = vec![
        ["target", "at most", "measured", "met"]
            .map(str::to_owned)
            .to_vec(),
    ];
    lines.extend(targets(results).into_iter().map(|target| {
        let decimals = if target.limit >= 100.0 { 0 } else { 3 };
        vec![
            target.what,
            number(Some(target.limit), decimals, ""),
            number(target.measured, decimals, ""),
            match target.measured {
                Some(measured) if measured <= target.limit => "yes",
                Some(_) => "NO",
                None => "not measured",
            }
            .to_owned(),
        ]
    }));
    grid(&lines)
}

fn targets(results: &Results) -> Vec<Target> {
    [
        overhead::uncached(results),
        overhead::cached(results),
        overhead::over_http(results),
        overhead::bystander(results),
        refusals::refused(results),
        growth::flat(results),
        growth::lengths(results),
        making::encoding(results),
        making::building(results),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn target(what: impl Into<String>, limit: f64, measured: Option<f64>) -> Target {
    Target {
        what: what.into(),
        limit,
        measured,
    }
}

/// Instructions of a row against those of another, in one group.
fn ratio(results: &Results, id: &str, row: &str, other: &str) -> Option<f64> {
    let group = results.group(id)?;
    let of = |name| group.row(name)?.figures.instructions;
    Some(of(row)? / of(other)?)
}

fn time_ratio(results: &Results, id: &str, row: &str, other: &str) -> Option<f64> {
    let group = results.group(id)?;
    Some(Measured::time_ratio(group.row(row)?, group.row(other)?))
}
