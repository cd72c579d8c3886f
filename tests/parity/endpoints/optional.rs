//! 9. jwt_optional (flask 4: jwt_required(optional=True)).

use jwt_fresh_tests::Request;
use serde_json::json;

use super::{
    header::{EMPTY_FIELD, FLASK_BAD_HEADER, QUART_BAD_HEADER},
    servers::{ALL_CHECKS, COOKIES, HEADERS_COOKIES, NOW, PLAIN, get},
    token::{Carry, ID, refresh_token, token},
};
use crate::harness::{
    agreed::Agreed,
    answer::{SAME, anonymous, crashes, handler_runs, refused},
};

/// An `Authorization` header of this form, in which `tok` stands for a good token.
fn form(form: &str) -> Request {
    get("/optional").header("Authorization", form.replace("tok", &token().token()))
}

table! { app: PLAIN;
    /// no token
    no_token: get("/optional"),
        quart: anonymous(),
        flask: SAME;

    /// good token
    good_token: token().at("/optional"),
        quart: handler_runs("test"),
        flask: SAME;

    /// garbage token
    garbage: form("Bearer garbage"),
        quart: refused(422, "Not enough segments"),
        flask: SAME;

    /// expired
    expired: token().claim("exp", NOW - 10).at("/optional"),
        quart: refused(401, "Token has expired"),
        flask: SAME;

    /// wrong key
    wrong_key: token().key("bad").at("/optional"),
        quart: refused(422, "Signature verification failed"),
        flask: SAME;

    /// refresh token
    wrong_type: refresh_token().at("/optional"),
        quart: refused(422, "Only access tokens are allowed"),
        flask: refused(422, "Only non-refresh tokens are allowed");

    /// identity missing
    no_identity: token().without(ID).at("/optional"),
        quart: refused(422, "Missing claim: identity"),
        flask: refused(422, "Missing claim: sub");

    /// `Basic x`
    basic: form("Basic x"),
        quart: anonymous(),
        flask: SAME;

    /// `bearer tok`
    lower_case_scheme: form("bearer tok"),
        quart: anonymous().agreed(Agreed::SchemeInAnyCase, handler_runs("test")),
        flask: SAME;

    /// `Bearer` with nothing
    bearer_alone: form("Bearer"),
        quart: anonymous(),
        flask: refused(422, FLASK_BAD_HEADER);

    /// `Bearer a b`
    three_words: form("Bearer a b"),
        quart: anonymous(),
        flask: refused(422, FLASK_BAD_HEADER);

    /// `Bearer tok,`
    trailing_comma: form("Bearer tok,"),
        quart: crashes(EMPTY_FIELD)
            .agreed(Agreed::NeverOurFault, refused(422, QUART_BAD_HEADER)),
        flask: handler_runs("test");
}

table! { app: ALL_CHECKS;
    /// revoked
    revoked: token().claim("jti", json!("revoked-jti")).at("/optional"),
        quart: refused(401, "Token has been revoked"),
        flask: SAME;

    /// no such user
    no_such_user: token().claim(ID, json!("ghost")).at("/optional"),
        quart: refused(401, "Error loading the user ghost"),
        flask: SAME;

    /// no token, user loader set
    no_token_with_user_loader: get("/optional"),
        quart: anonymous(),
        flask: SAME;

    /// bad claims
    bad_claims: token().claim("user_claims", json!({ "bad": 1 })).at("/optional"),
        quart: refused(400, "User claims verification failed"),
        flask: SAME;
}

table! { app: COOKIES;
    /// cookies: POST, no CSRF value
    cookie_no_csrf: token().with_csrf().in_cookie("POST", "/optional"),
        quart: refused(401, "Missing CSRF token"),
        flask: SAME;

    /// cookies: POST, wrong CSRF value
    cookie_wrong_csrf: token()
            .with_csrf()
            .in_cookie("POST", "/optional")
            .header("X-CSRF-TOKEN", "nope"),
        quart: refused(401, "CSRF double submit tokens do not match"),
        flask: SAME;

    /// cookies: no cookie, POST
    no_cookie: Request::post("/optional"),
        quart: anonymous(),
        flask: SAME;
}

table! { app: HEADERS_COOKIES;
    /// headers+cookies: `Basic x` and a good cookie
    basic_and_cookie: token()
            .in_cookie("GET", "/optional")
            .header("Authorization", "Basic x"),
        quart: anonymous(),
        flask: handler_runs("test");
}
