//! Targets for the overhead of accepted requests, and of unprotected handlers.

use super::{CACHED, OURS, Target, target};
use crate::report::results::{Measured, MeasuredRow, Results};

pub(super) fn uncached(results: &Results) -> Vec<Target> {
    let group = results.group("hs256");
    let ours = |figure: fn(&Measured, &MeasuredRow) -> Option<f64>| {
        let group = group?;
        figure(group, group.row(OURS)?)
    };
    let best_peer = |figure: fn(&Measured, &MeasuredRow) -> Option<f64>| {
        let group = group?;
        let peers = group.rows.iter().skip(1);
        peers
            .filter(|row| !row.name.starts_with(OURS))
            .filter_map(|row| figure(group, row))
            .min_by(f64::total_cmp)
    };
    let against_best = |figure| Some(ours(figure)? / best_peer(figure)?);
    vec![
        target(
            "HS256, overhead in time",
            0.30,
            ours(Measured::overhead_in_time),
        ),
        target(
            "HS256, overhead in instructions",
            0.48,
            ours(Measured::overhead_in_instructions),
        ),
        target(
            "HS256, overhead in time against the best peer's",
            1.0,
            against_best(Measured::overhead_in_time),
        ),
        target(
            "HS256, overhead in instructions against the best peer's",
            1.0,
            against_best(Measured::overhead_in_instructions),
        ),
        target(
            "HS256, allocations more than unprotected",
            3.0,
            ours(Measured::extra_allocations),
        ),
    ]
}

pub(super) fn cached(results: &Results) -> Vec<Target> {
    let mut targets = Vec::new();
    for (id, name, limit) in [
        ("hs256", "HS256", 0.10),
        ("rs256", "RS256", 0.02),
        ("es256", "ES256", 0.02),
    ] {
        let figure = |figure: fn(&Measured, &MeasuredRow) -> Option<f64>| {
            let group = results.group(id)?;
            figure(group, group.row(CACHED)?)
        };
        targets.push(target(
            format!("{name}, cached, overhead in time"),
            limit,
            figure(Measured::overhead_in_time),
        ));
        targets.push(target(
            format!("{name}, cached, overhead in instructions"),
            limit,
            figure(Measured::overhead_in_instructions),
        ));
        if id == "hs256" {
            targets.push(target(
                "HS256, cached, allocations more than unprotected",
                2.0,
                figure(Measured::extra_allocations),
            ));
        }
    }
    targets
}

pub(super) fn over_http(results: &Results) -> Vec<Target> {
    let one = |name| {
        let group = results.group("hs256")?;
        group.http_ratio(group.row(name)?)
    };
    let worst = results
        .connections
        .iter()
        .filter_map(|(_, group)| group.http_ratio(group.row(OURS)?));
    vec![
        target(
            "HTTP, HS256, server CPU against unprotected",
            1.12,
            one(OURS),
        ),
        target(
            "HTTP, HS256, cached, server CPU against unprotected",
            1.05,
            one(CACHED),
        ),
        target(
            "HTTP, HS256, the same, worst of 1 to 64 connections",
            1.12,
            worst.max_by(f64::total_cmp),
        ),
    ]
}

pub(super) fn bystander(results: &Results) -> Vec<Target> {
    let figure = |figure: fn(&Measured, &MeasuredRow) -> Option<f64>| {
        let group = results.group("modes")?;
        figure(group, group.row("unprotected, manager wrapped")?)
    };
    vec![
        target(
            "unprotected in an app with a manager, instructions more",
            600.0,
            figure(Measured::extra_instructions),
        ),
        target(
            "unprotected in an app with a manager, allocations more",
            1.0,
            figure(Measured::extra_allocations),
        ),
    ]
}
