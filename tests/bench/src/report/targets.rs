//! The targets, and whether they are met.

use super::{
    results::{Measured, MeasuredRow, Results},
    table::{grid, number},
};
use crate::plan::PADDING;

/// Our row in the groups of contenders.
const OURS: &str = "jwt-fresh";
const CACHED: &str = "jwt-fresh, token cache";

/// One promise: a figure that stays below a limit.
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
        let decimals = if target.limit >= 100.0 { 0 } else { 2 };
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
    let mut targets = uncached(results);
    targets.extend(cached(results));
    targets.extend(over_http(results));
    targets.extend(bystander(results));
    targets.extend(refused(results));
    targets.extend(flat(results));
    targets.extend(lengths(results));
    targets.extend(encoding(results));
    targets.extend(building(results));
    targets
}

fn target(what: impl Into<String>, limit: f64, measured: Option<f64>) -> Target {
    Target {
        what: what.into(),
        limit,
        measured,
    }
}

fn uncached(results: &Results) -> Vec<Target> {
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
        target("HS256, tax in time", 0.30, ours(Measured::tax_in_time)),
        target(
            "HS256, tax in instructions",
            0.48,
            ours(Measured::tax_in_instructions),
        ),
        target(
            "HS256, tax in time against the best peer's",
            1.0,
            against_best(Measured::tax_in_time),
        ),
        target(
            "HS256, tax in instructions against the best peer's",
            1.0,
            against_best(Measured::tax_in_instructions),
        ),
        target(
            "HS256, allocations more than unprotected",
            3.0,
            ours(Measured::extra_allocations),
        ),
    ]
}

fn cached(results: &Results) -> Vec<Target> {
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
            format!("{name}, cached, tax in time"),
            limit,
            figure(Measured::tax_in_time),
        ));
        targets.push(target(
            format!("{name}, cached, tax in instructions"),
            limit,
            figure(Measured::tax_in_instructions),
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

fn over_http(results: &Results) -> Vec<Target> {
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
            "the same, worst of 1 to 64 connections",
            1.12,
            worst.max_by(f64::total_cmp),
        ),
    ]
}

fn bystander(results: &Results) -> Vec<Target> {
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

fn refused(results: &Results) -> Vec<Target> {
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
        let of = |name| group.tax_in_instructions(group.row(name)?);
        Some(of("over the size limit, 55 kB")? - of("no token")?)
    };
    vec![
        target(
            "the dearest refusal against an accepted token, instructions",
            1.0,
            worst(ratio),
        ),
        target(
            "the dearest refusal against an accepted token, time",
            1.0,
            worst(time_ratio),
        ),
        target(
            "a token over the size limit, tax beyond that of no token",
            0.05,
            oversize(),
        ),
    ]
}

fn flat(results: &Results) -> Vec<Target> {
    let routes = || {
        let group = results.group("routes")?;
        let of = |name| group.row(name)?.figures.instructions;
        let many = of("jwt-fresh, 201 routes")? - of("unprotected, 201 routes")?;
        Some(many / group.extra_instructions(group.row("jwt-fresh, 1 route")?)?)
    };
    let tax = |id, row, other| {
        let group = results.group(id)?;
        let of = |name| group.extra_instructions(group.row(name)?);
        Some(of(row)? / of(other)?)
    };
    vec![
        target("tax with 200 other routes against none", 1.02, routes()),
        target(
            "tax with 64 other keys against none",
            1.02,
            tax(
                "keys",
                "jwt-fresh, 64 other keys",
                "jwt-fresh, 0 other keys",
            ),
        ),
        target(
            "tax with all response callbacks against none",
            1.02,
            tax("modes", "jwt-fresh, all response callbacks", OURS),
        ),
        target(
            "tax with 20,000 revoked tokens in memory against none",
            1.02,
            tax(
                "modes",
                "jwt-fresh, memory store, 20,000 revoked",
                "jwt-fresh, memory store",
            ),
        ),
    ]
}

/// Per byte of the token, beyond the hash itself, against the hash.
fn lengths(results: &Results) -> Vec<Target> {
    let growth = || {
        let group = results.group("lengths")?;
        let of = |name: &str| group.row(name)?.figures.instructions;
        let longest = PADDING.last()?;
        // Base64 makes four characters of three.
        let bytes = *longest as f64 * 4.0 / 3.0;
        let ours = of(&format!("jwt-fresh, {longest} more"))? - of("jwt-fresh, 0 more")?;
        let hash = of("SHA-256 of 4096 bytes")? - of("SHA-256 of 0 bytes")?;
        let hash = hash / 4096.0;
        Some((ours / bytes - hash) / hash)
    };
    vec![target(
        "what a further byte of the token costs beyond its hash, against that",
        1.0,
        growth(),
    )]
}

fn encoding(results: &Results) -> Vec<Target> {
    let (ours, theirs) = ("create_access_token, new", "jsonwebtoken::encode");
    vec![
        target(
            "making a token against jsonwebtoken::encode, instructions",
            0.75,
            ratio(results, "encode", ours, theirs),
        ),
        target(
            "making a token against jsonwebtoken::encode, time",
            0.75,
            time_ratio(results, "encode", ours, theirs),
        ),
    ]
}

fn building(results: &Results) -> Vec<Target> {
    let cost = results.build.as_ref().map(|builds| builds.ours);
    vec![
        target(
            "clean build, CPU seconds beyond jsonwebtoken's",
            3.0,
            cost.map(|cost| cost.seconds),
        ),
        target(
            "clean build, crates beyond jsonwebtoken's",
            12.0,
            cost.map(|cost| cost.crates),
        ),
    ]
}
