//! Targets for creating a token, and for a clean build.

use super::{Target, ratio, target, time_ratio};
use crate::report::results::Results;

pub(super) fn encoding(results: &Results) -> Vec<Target> {
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

pub(super) fn building(results: &Results) -> Vec<Target> {
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
