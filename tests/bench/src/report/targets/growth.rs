//! Targets for scaling: with the size of the app, and with the length of the token.

use super::{OURS, Target, target};
use crate::{plan::PADDING, report::results::Results};

pub(super) fn flat(results: &Results) -> Vec<Target> {
    let routes = || {
        let group = results.group("routes")?;
        let of = |name| group.row(name)?.figures.instructions;
        let many = of("jwt-fresh, 201 routes")? - of("unprotected, 201 routes")?;
        Some(many / group.extra_instructions(group.row("jwt-fresh, 1 route")?)?)
    };
    let overhead = |id, row, other| {
        let group = results.group(id)?;
        let of = |name| group.extra_instructions(group.row(name)?);
        Some(of(row)? / of(other)?)
    };
    vec![
        target(
            "overhead with 200 other routes against none",
            1.02,
            routes(),
        ),
        target(
            "overhead with 2 other keys against none",
            1.02,
            overhead("keys", "jwt-fresh, 2 other keys", "jwt-fresh, 0 other keys"),
        ),
        target(
            "overhead with all response callbacks against none",
            1.02,
            overhead("modes", "jwt-fresh, all response callbacks", OURS),
        ),
        target(
            "overhead with 20,000 revoked tokens in memory against none",
            1.02,
            overhead(
                "modes",
                "jwt-fresh, memory store, 20,000 revoked",
                "jwt-fresh, memory store",
            ),
        ),
    ]
}

/// Per byte of the token, beyond the hash itself, against the hash.
pub(super) fn lengths(results: &Results) -> Vec<Target> {
    let growth = || {
        let group = results.group("lengths")?;
        let of = |name: &str| group.row(name)?.figures.instructions;
        let longest = PADDING.last()?;
        // Base64 encodes three bytes as four characters.
        let bytes = *longest as f64 * 4.0 / 3.0;
        let ours = of(&format!("jwt-fresh, {longest} more"))? - of("jwt-fresh, 0 more")?;
        let hash = of("SHA-256 of 4096 bytes")? - of("SHA-256 of 0 bytes")?;
        let hash = hash / 4096.0;
        Some((ours / bytes - hash) / hash)
    };
    vec![target(
        "each further byte of the token beyond its hash, against the hash",
        1.0,
        growth(),
    )]
}
