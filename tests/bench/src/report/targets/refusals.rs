//! Targets for the cost of rejecting a request.

use super::{Target, ratio, target, time_ratio};
use crate::report::results::Results;

pub(super) fn refused(results: &Results) -> Vec<Target> {
    let kinds = [
        "expired",
        "forged",
        "a refresh token",
        "malformed",
        "no token",
    ];
    let worst = |ratio: fn(&Results, &str, &str, &str) -> Option<f64>| {
        let ratios = kinds
            .iter()
            .filter_map(|kind| ratio(results, "refusals", kind, "accepted"));
        ratios.max_by(f64::total_cmp)
    };
    let oversize = || {
        let group = results.group("refusals")?;
        let of = |name| group.overhead_in_instructions(group.row(name)?);
        Some(of("over the size limit, 55 kB")? - of("no token")?)
    };
    vec![
        target(
            "the most expensive rejection against an accepted token, instructions",
            1.0,
            worst(ratio),
        ),
        target(
            "the most expensive rejection against an accepted token, time",
            1.0,
            worst(time_ratio),
        ),
        target(
            "a token over the size limit, overhead beyond that of no token",
            0.05,
            oversize(),
        ),
    ]
}
