//! 4. exp, nbf, iat.

use std::{fmt::Display, sync::LazyLock, time::Duration};

use jwt_fresh_tests::Request;
use serde_json::json;

use super::{
    servers::{App, FIRST_INSTANT, NOW, PLAIN, config, serve},
    token::{Carry, token},
};
use crate::harness::{
    agreed::Agreed,
    answer::{SAME, handler_runs, refused},
};

const BAD_EXP: &str = "Expiration Time claim (exp) must be an integer.";
const BAD_NBF: &str = "Not Before claim (nbf) must be an integer.";
const BAD_IAT: &str = "Issued At claim (iat) must be an integer.";

fn exp(json: impl Display) -> Request {
    token().claim("exp", json).at("/protected")
}

fn nbf(json: impl Display) -> Request {
    token().claim("nbf", json).at("/protected")
}

fn iat(json: impl Display) -> Request {
    token().claim("iat", json).at("/protected")
}

/// A number as a string of digits.
fn digits(number: i64) -> serde_json::Value {
    json!(number.to_string())
}

table! { app: PLAIN;
    /// exp 10 s ago
    exp_past: exp(NOW - 10),
        quart: refused(401, "Token has expired"),
        flask: SAME;

    /// exp missing
    exp_missing: token().without("exp").at("/protected"),
        quart: handler_runs("test"),
        flask: SAME;

    /// exp = this very second †
    exp_now: exp(NOW),
        quart: refused(401, "Token has expired"),
        flask: SAME;

    /// exp = now+1
    exp_next_second: exp(NOW + 1),
        quart: handler_runs("test"),
        flask: SAME;

    /// exp a string of digits, in the future
    exp_digits_ahead: exp(digits(NOW + 60)),
        quart: handler_runs("test").agreed(Agreed::NumericDates, refused(422, BAD_EXP)),
        flask: SAME;

    /// exp a string of digits, in the past
    exp_digits_past: exp(digits(NOW - 60)),
        quart: refused(401, "Token has expired")
            .agreed(Agreed::NumericDates, refused(422, BAD_EXP)),
        flask: SAME;

    /// exp `" 99999999999 "` or `"99_999_999_999"`
    exp_digits_of_python: [exp(json!(" 99999999999 ")), exp(json!("99_999_999_999"))],
        quart: handler_runs("test").agreed(Agreed::NumericDates, refused(422, BAD_EXP)),
        flask: SAME;

    /// exp `"9999999999.5"`, `"abc"` or `""`
    exp_string: [exp(json!("9999999999.5")), exp(json!("abc")), exp(json!(""))],
        quart: refused(422, BAD_EXP),
        flask: SAME;

    /// exp a float in the future
    exp_float_ahead: exp(format!("{}.5", NOW + 60)),
        quart: handler_runs("test"),
        flask: SAME;

    /// exp a float in the past
    exp_float_past: exp(format!("{}.5", NOW - 60)),
        quart: refused(401, "Token has expired"),
        flask: SAME;

    /// exp 1e18, 10^30 or 1e300
    exp_huge: [exp(10_i64.pow(18)), exp(10_i128.pow(30)), exp("1e300")],
        quart: handler_runs("test"),
        flask: SAME;

    /// exp 0, -1, -1e18, -0.0
    exp_long_past: [exp(0), exp(-1), exp(-(10_i64.pow(18))), exp("-0.0")],
        quart: refused(401, "Token has expired"),
        flask: SAME;

    /// exp true or false
    exp_bool: [exp(true), exp(false)],
        quart: refused(401, "Token has expired")
            .agreed(Agreed::NumericDates, refused(422, BAD_EXP)),
        flask: SAME;

    /// exp null †
    exp_null: exp("null"),
        quart: refused(422, BAD_EXP),
        flask: SAME;

    /// exp `[]` or `{}` or `[9999999999]` †
    exp_nested: [exp("[]"), exp("{}"), exp("[9999999999]")],
        quart: refused(422, BAD_EXP),
        flask: SAME;

    /// exp NaN (not JSON)
    exp_nan: exp("NaN"),
        quart: refused(422, BAD_EXP)
            .agreed(Agreed::NumericDates, refused(422, "Invalid payload string: ...")),
        flask: SAME;

    /// exp Infinity or 1e400 †
    exp_infinite: [exp("Infinity"), exp("-Infinity")],
        quart: refused(422, BAD_EXP)
            .agreed(Agreed::NumericDates, refused(422, "Invalid payload string: ...")),
        flask: SAME;

    /// exp Infinity or 1e400 †: the latter is JSON, and a number too big for a time.
    exp_beyond_f64: exp("1e400"),
        quart: refused(422, BAD_EXP),
        flask: SAME;

    /// nbf 60 s ahead
    nbf_ahead: nbf(NOW + 60),
        quart: refused(422, "The token is not yet valid (nbf)"),
        flask: SAME;

    /// nbf = this very second
    nbf_now: nbf(NOW),
        quart: handler_runs("test"),
        flask: SAME;

    /// nbf = now+1
    nbf_next_second: nbf(NOW + 1),
        quart: refused(422, "The token is not yet valid (nbf)"),
        flask: SAME;

    /// nbf missing
    nbf_missing: token().without("nbf").at("/protected"),
        quart: handler_runs("test"),
        flask: SAME;

    /// nbf a string of digits, in the past
    nbf_digits_past: nbf(digits(NOW - 60)),
        quart: handler_runs("test").agreed(Agreed::NumericDates, refused(422, BAD_NBF)),
        flask: SAME;

    /// nbf a string of digits, ahead
    nbf_digits_ahead: nbf(digits(NOW + 60)),
        quart: refused(422, "The token is not yet valid (nbf)")
            .agreed(Agreed::NumericDates, refused(422, BAD_NBF)),
        flask: SAME;

    /// nbf `"abc"`
    nbf_string: nbf(json!("abc")),
        quart: refused(422, BAD_NBF),
        flask: SAME;

    /// nbf null or `[]` or `{}` †
    nbf_null_or_nested: [nbf("null"), nbf("[]"), nbf("{}")],
        quart: refused(422, BAD_NBF),
        flask: SAME;

    /// nbf Infinity †
    nbf_infinite: nbf("Infinity"),
        quart: refused(422, BAD_NBF)
            .agreed(Agreed::NumericDates, refused(422, "Invalid payload string: ...")),
        flask: SAME;

    /// iat 60 s ahead †
    iat_ahead: iat(NOW + 60),
        quart: refused(422, "The token is not yet valid (iat)"),
        flask: SAME;

    /// iat = now+1 †
    iat_next_second: iat(NOW + 1),
        quart: refused(422, "The token is not yet valid (iat)"),
        flask: SAME;

    /// iat missing
    iat_missing: token().without("iat").at("/protected"),
        quart: handler_runs("test"),
        flask: SAME;

    /// iat `"abc"`
    iat_string: iat(json!("abc")),
        quart: refused(422, BAD_IAT),
        flask: SAME;

    /// iat a string of digits, in the past †
    iat_digits_past: iat(digits(NOW - 60)),
        quart: handler_runs("test").agreed(Agreed::NumericDates, refused(422, BAD_IAT)),
        flask: SAME;

    /// iat a string of digits, ahead †
    iat_digits_ahead: iat(digits(NOW + 60)),
        quart: refused(422, "The token is not yet valid (iat)")
            .agreed(Agreed::NumericDates, refused(422, BAD_IAT)),
        flask: SAME;

    /// iat null or `[]` or `{}` †
    iat_null_or_nested: [iat("null"), iat("[]"), iat("{}")],
        quart: refused(422, BAD_IAT),
        flask: SAME;

    /// iat Infinity †
    iat_infinite: iat("Infinity"),
        quart: refused(422, BAD_IAT)
            .agreed(Agreed::NumericDates, refused(422, "Invalid payload string: ...")),
        flask: SAME;
}

// The tables don't have these; the real libraries were asked.
table! { app: FIRST_INSTANT;
    /// exp = this very instant
    exp_instant: exp(NOW),
        quart: refused(401, "Token has expired"),
        flask: SAME;

    /// nbf = this very instant
    nbf_instant: nbf(NOW),
        quart: handler_runs("test"),
        flask: SAME;

    /// iat = this very instant
    iat_instant: iat(NOW),
        quart: handler_runs("test"),
        flask: SAME;
}

/// JWT_DECODE_LEEWAY=30
static LEEWAY: App = LazyLock::new(|| serve(config().decode_leeway(Duration::from_secs(30))));

table! { app: LEEWAY;
    /// leeway 30: exp 10 s ago
    leeway_exp_just_past: exp(NOW - 10),
        quart: handler_runs("test"),
        flask: SAME;

    /// leeway 30: exp 60 s ago
    leeway_exp_long_past: exp(NOW - 60),
        quart: refused(401, "Token has expired"),
        flask: SAME;

    /// leeway 30: nbf 10 s ahead
    leeway_nbf: nbf(NOW + 10),
        quart: handler_runs("test"),
        flask: SAME;

    /// leeway 30: iat 10 s ahead
    leeway_iat: iat(NOW + 10),
        quart: handler_runs("test"),
        flask: SAME;

    /// leeway 30: fresh ended 10 s ago (leeway is not applied)
    leeway_fresh: token().claim("fresh", NOW - 10).at("/fresh"),
        quart: refused(401, "Fresh token required"),
        flask: SAME;
}
