//! 6. fresh (at fresh_jwt_required).

use std::{fmt::Display, time::Duration};

use jwt_fresh::{AccessToken, TokenBuilder};
use jwt_fresh_tests::Request;
use serde_json::json;

use super::{
    servers::{FIRST_INSTANT, NOW, PLAIN, config, get, mint, time},
    token::{Carry, token},
};
use crate::harness::{
    agreed::Agreed,
    answer::{SAME, crashes, handler_runs, refused},
};

const QUART_TYPE_ERROR: &str = "TypeError: '<' not supported between instances of .. and 'int'";
const FLASK_TYPE_ERROR: &str = "TypeError: '<' not supported between instances of .. and 'float'";
const BAD_FRESH: &str = "Missing or invalid claim: fresh";

fn fresh(json: impl Display) -> Request {
    token().claim("fresh", json).at("/fresh")
}

fn at_required(json: impl Display) -> Request {
    token().claim("fresh", json).at("/protected")
}

/// A token that the app makes itself.
fn own_token(
    fresh: impl FnOnce(TokenBuilder<AccessToken>) -> TokenBuilder<AccessToken>,
) -> Request {
    let token = fresh(mint(config()).create_access_token("test")).encode();
    get("/fresh").bearer(token.expect("a token is made"))
}

table! { app: PLAIN;
    /// fresh true
    fresh_true: fresh(true),
        quart: handler_runs("test"),
        flask: SAME;

    /// fresh false
    fresh_false: fresh(false),
        quart: refused(401, "Fresh token required"),
        flask: SAME;

    /// fresh missing
    fresh_missing: token().without("fresh").at("/fresh"),
        quart: refused(401, "Fresh token required"),
        flask: SAME;

    /// fresh a timestamp in the future
    until_future: [fresh(NOW + 300), fresh(format!("{}.5", NOW + 300))],
        quart: handler_runs("test"),
        flask: SAME;

    /// fresh a timestamp in the past
    until_past: [fresh(NOW - 10), fresh(format!("{}.5", NOW - 11))],
        quart: refused(401, "Fresh token required"),
        flask: SAME;

    /// fresh = this very second
    until_now: fresh(NOW),
        quart: handler_runs("test"),
        flask: refused(401, "Fresh token required");

    /// fresh = now-1
    until_last_second: fresh(NOW - 1),
        quart: refused(401, "Fresh token required"),
        flask: SAME;

    /// fresh 0, 1, -1 or 1.5
    until_1970: [fresh(0), fresh(1), fresh(-1), fresh(1.5)],
        quart: refused(401, "Fresh token required"),
        flask: SAME;

    /// fresh 1e18 or 10^30
    until_the_end_of_time: [fresh(10_i64.pow(18)), fresh(10_i128.pow(30))],
        quart: handler_runs("test"),
        flask: SAME;

    /// fresh null
    fresh_null: fresh("null"),
        quart: crashes(QUART_TYPE_ERROR)
            .agreed(Agreed::FreshIsBoolOrNumber, refused(422, BAD_FRESH)),
        flask: crashes(FLASK_TYPE_ERROR)
            .agreed(Agreed::FreshIsBoolOrNumber, refused(422, BAD_FRESH));

    /// fresh `"true"`
    fresh_string: fresh(json!("true")),
        quart: crashes(QUART_TYPE_ERROR)
            .agreed(Agreed::FreshIsBoolOrNumber, refused(422, BAD_FRESH)),
        flask: crashes(FLASK_TYPE_ERROR)
            .agreed(Agreed::FreshIsBoolOrNumber, refused(422, BAD_FRESH));

    /// fresh `[]` or `{}`
    fresh_nested: [fresh("[]"), fresh("{}")],
        quart: crashes(QUART_TYPE_ERROR)
            .agreed(Agreed::FreshIsBoolOrNumber, refused(422, BAD_FRESH)),
        flask: crashes(FLASK_TYPE_ERROR)
            .agreed(Agreed::FreshIsBoolOrNumber, refused(422, BAD_FRESH));

    /// any of those at jwt_required: the bools and the numbers
    at_required_bool_or_number: [
            at_required(true),
            at_required(false),
            token().without("fresh").at("/protected"),
            at_required(NOW + 300),
            at_required(NOW - 10),
            at_required(0),
            at_required(1.5),
            at_required(10_i128.pow(30)),
        ],
        quart: handler_runs("test"),
        flask: SAME;

    /// any of those at jwt_required: the others
    at_required_other: [
            at_required("null"),
            at_required(json!("true")),
            at_required("[]"),
            at_required("{}"),
        ],
        quart: handler_runs("test").agreed(Agreed::FreshIsBoolOrNumber, refused(422, BAD_FRESH)),
        flask: SAME;

    /// create_access_token(fresh=timedelta(300 s)), used at once
    fresh_for: own_token(|token| token.fresh_for(Duration::from_secs(300))),
        quart: handler_runs("test"),
        flask: SAME;

    /// create_access_token(fresh=timedelta(-5 s))
    fresh_no_longer: own_token(|token| token.fresh_until(time() - Duration::from_secs(5))),
        quart: refused(401, "Fresh token required"),
        flask: SAME;
}

// The table doesn't have this; the real libraries were asked.
table! { app: FIRST_INSTANT;
    /// fresh = this very instant
    until_this_instant: fresh(NOW),
        quart: handler_runs("test"),
        flask: SAME;
}
