//! 12. Cookies and CSRF (JWT_TOKEN_LOCATION = cookies): the cookie that carries the token.

use std::sync::LazyLock;

use jwt_fresh::TokenLocation::Cookies;
use jwt_fresh_tests::Request;

use super::{
    servers::{App, COOKIES, get, searching, serve},
    token::{Carry, refresh_token, token},
};
use crate::harness::{
    agreed::Agreed,
    answer::{SAME, handler_runs, refused},
};

const MISSING: &str = "Missing cookie \"access_token_cookie\"";
const SENT_TWICE: &str = "The cookie with the token is sent twice";

/// A Cookie header of this form, in which `tok` stands for a good token.
fn form(form: &str) -> Request {
    get("/protected").header(
        "Cookie",
        form.replace("=tok", &format!("={}", token().token())),
    )
}

table! { app: COOKIES;
    /// no cookie, empty cookie, or the token in the header
    missing: [
            get("/protected"),
            get("/protected").header("Cookie", "access_token_cookie="),
            token().at("/protected"),
        ],
        quart: refused(401, MISSING),
        flask: SAME;

    /// no cookie at /refresh
    missing_at_refresh: get("/refresh"),
        quart: refused(401, "Missing cookie \"refresh_token_cookie\""),
        flask: SAME;

    /// garbage in the cookie
    garbage: get("/protected").header("Cookie", "access_token_cookie=garbage"),
        quart: refused(422, "Not enough segments"),
        flask: SAME;

    /// refresh token in the access cookie
    wrong_type: refresh_token().with_csrf().in_cookie("GET", "/protected"),
        quart: refused(422, "Only access tokens are allowed"),
        flask: refused(422, "Only non-refresh tokens are allowed");

    /// cookie sent twice (good, garbage): first counts †
    twice_good_first: form("access_token_cookie=tok; access_token_cookie=garbage"),
        quart: handler_runs("test").agreed(Agreed::SentTwice, refused(422, SENT_TWICE)),
        flask: SAME;

    /// cookie sent twice (garbage, good) †
    twice_garbage_first: form("access_token_cookie=garbage; access_token_cookie=tok"),
        quart: refused(422, "Not enough segments")
            .agreed(Agreed::SentTwice, refused(422, SENT_TWICE)),
        flask: SAME;

    /// cookie value in quotes
    in_quotes: get("/protected")
            .header("Cookie", format!("access_token_cookie=\"{}\"", token().token())),
        quart: handler_runs("test"),
        flask: SAME;
}

/// JWT_ACCESS_COOKIE_NAME=a_tok
static NAME: App = LazyLock::new(|| serve(searching([Cookies]).access_cookie_name("a_tok")));

table! { app: NAME;
    /// JWT_ACCESS_COOKIE_NAME=a_tok: default name sent
    default_name: token().in_cookie("GET", "/protected"),
        quart: refused(401, "Missing cookie \"a_tok\""),
        flask: SAME;
}
