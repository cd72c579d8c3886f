//! 2. Authorization header.

use std::sync::LazyLock;

use jwt_fresh_tests::{Request, config_error};

use super::{
    servers::{App, PLAIN, config, get, serve},
    token::{refresh_token, token},
};
use crate::harness::{
    agreed::Agreed,
    answer::{SAME, crashes, handler_runs, never_starts, refused},
};

pub const QUART_BAD_HEADER: &str = "Bad Authorization header. Expected value 'Bearer <JWT>'";
pub const FLASK_BAD_HEADER: &str =
    "Bad Authorization header. Expected 'Authorization: Bearer <JWT>'";
const FLASK_MISSING_TYPE: &str =
    "Missing 'Bearer' type in 'Authorization' header. Expected 'Authorization: Bearer <JWT>'";
pub const EMPTY_FIELD: &str = "IndexError: list index out of range";

/// An `Authorization` header of this form, in which `tok` stands for a good token.
fn form(form: &str) -> Request {
    get("/protected").header("Authorization", form.replace("tok", &token().token()))
}

/// The same at each of the three kinds of endpoint that want a token.
fn at_each_endpoint(form: &str) -> [Request; 3] {
    [
        ("/protected", token()),
        ("/fresh", token()),
        ("/refresh", refresh_token()),
    ]
    .map(|(endpoint, token)| {
        get(endpoint).header("Authorization", form.replace("tok", &token.token()))
    })
}

table! { app: PLAIN;
    /// no header
    no_header: [get("/protected"), get("/fresh"), get("/refresh")],
        quart: refused(401, "Missing Authorization Header"),
        flask: SAME;

    /// header present but empty, or only spaces
    empty: [form(""), form("   ")],
        quart: refused(401, "Missing Authorization Header"),
        flask: SAME;

    /// `Bearer` with nothing
    bearer_alone: at_each_endpoint("Bearer"),
        quart: refused(422, QUART_BAD_HEADER),
        flask: refused(422, FLASK_BAD_HEADER);

    /// `Bearer ` (trailing space)
    bearer_and_space: form("Bearer "),
        quart: refused(422, QUART_BAD_HEADER),
        flask: refused(422, FLASK_BAD_HEADER);

    /// `Bearer  tok` (two spaces)
    two_spaces: at_each_endpoint("Bearer  tok"),
        quart: handler_runs("test"),
        flask: SAME;

    /// `Bearer<TAB>tok`
    tab: form("Bearer\ttok"),
        quart: handler_runs("test"),
        flask: SAME;

    /// `Bearer tok ` (trailing space)
    trailing_space: form("Bearer tok "),
        quart: handler_runs("test"),
        flask: SAME;

    /// `bearer tok`
    lower_case_scheme: at_each_endpoint("bearer tok"),
        quart: refused(422, QUART_BAD_HEADER)
            .agreed(Agreed::SchemeInAnyCase, handler_runs("test")),
        flask: refused(401, FLASK_MISSING_TYPE)
            .agreed(Agreed::SchemeInAnyCase, handler_runs("test"));

    /// `BEARER tok`
    upper_case_scheme: form("BEARER tok"),
        quart: refused(422, QUART_BAD_HEADER)
            .agreed(Agreed::SchemeInAnyCase, handler_runs("test")),
        flask: refused(401, FLASK_MISSING_TYPE)
            .agreed(Agreed::SchemeInAnyCase, handler_runs("test"));

    /// `tok` alone
    token_alone: form("tok"),
        quart: refused(422, QUART_BAD_HEADER),
        flask: refused(401, FLASK_MISSING_TYPE);

    /// `Bearer: tok`
    colon: form("Bearer: tok"),
        quart: refused(422, QUART_BAD_HEADER),
        flask: refused(401, FLASK_MISSING_TYPE);

    /// `Bearertok`
    glued: form("Bearertok"),
        quart: refused(422, QUART_BAD_HEADER),
        flask: refused(401, FLASK_MISSING_TYPE);

    /// `JWT tok`
    jwt_scheme: form("JWT tok"),
        quart: refused(422, QUART_BAD_HEADER),
        flask: refused(401, FLASK_MISSING_TYPE);

    /// `Basic x`
    basic: at_each_endpoint("Basic x"),
        quart: refused(422, QUART_BAD_HEADER),
        flask: refused(401, FLASK_MISSING_TYPE);

    /// `Basic x, Bearer tok`
    basic_then_bearer: at_each_endpoint("Basic x, Bearer tok"),
        quart: handler_runs("test"),
        flask: SAME;

    /// `Basic x,Bearer tok` (no space)
    comma_without_space: form("Basic x,Bearer tok"),
        quart: handler_runs("test"),
        flask: SAME;

    /// `Bearer tok, Basic x`
    bearer_then_basic: form("Bearer tok, Basic x"),
        quart: handler_runs("test"),
        flask: SAME;

    /// `Bearer tok, Bearer tok`
    two_bearers: form("Bearer tok, Bearer tok"),
        quart: handler_runs("test")
            .agreed(Agreed::TwoCredentials, refused(422, QUART_BAD_HEADER)),
        flask: refused(401, FLASK_MISSING_TYPE);

    /// `Bearer garbage, Bearer tok`
    garbage_then_good: form("Bearer garbage, Bearer tok"),
        quart: refused(422, "Not enough segments")
            .agreed(Agreed::TwoCredentials, refused(422, QUART_BAD_HEADER)),
        flask: refused(401, FLASK_MISSING_TYPE);

    /// `Bearer, Bearer tok`
    bearer_alone_then_good: form("Bearer, Bearer tok"),
        quart: refused(422, QUART_BAD_HEADER),
        flask: refused(401, FLASK_MISSING_TYPE);

    /// `Bearer,tok`
    comma_for_space: form("Bearer,tok"),
        quart: refused(422, QUART_BAD_HEADER),
        flask: refused(422, FLASK_BAD_HEADER);

    /// `Bearer a b`
    three_words: at_each_endpoint("Bearer a b"),
        quart: refused(422, QUART_BAD_HEADER),
        flask: refused(422, FLASK_BAD_HEADER);

    /// `Bearer tok b`
    word_after_token: form("Bearer tok b"),
        quart: refused(422, QUART_BAD_HEADER),
        flask: refused(422, FLASK_BAD_HEADER);

    /// `Bearer "tok"` †
    quoted_token: form("Bearer \"tok\""),
        quart: refused(422, "Invalid header padding"),
        flask: SAME;

    /// `Basic x; Bearer tok`
    semicolon: form("Basic x; Bearer tok"),
        quart: refused(422, QUART_BAD_HEADER),
        flask: refused(401, FLASK_MISSING_TYPE);

    /// `Bearer tok,` (trailing comma)
    trailing_comma: at_each_endpoint("Bearer tok,"),
        quart: crashes(EMPTY_FIELD)
            .agreed(Agreed::NeverOurFault, refused(422, QUART_BAD_HEADER)),
        flask: handler_runs("test");

    /// `, Bearer tok`
    leading_comma: form(", Bearer tok"),
        quart: crashes(EMPTY_FIELD)
            .agreed(Agreed::NeverOurFault, refused(422, QUART_BAD_HEADER)),
        flask: handler_runs("test");

    /// `,`
    comma_alone: form(","),
        quart: crashes(EMPTY_FIELD)
            .agreed(Agreed::NeverOurFault, refused(422, QUART_BAD_HEADER)),
        flask: refused(401, "Missing Authorization Header");

    /// `Basic x,, Bearer tok`
    two_commas: form("Basic x,, Bearer tok"),
        quart: crashes(EMPTY_FIELD)
            .agreed(Agreed::NeverOurFault, refused(422, QUART_BAD_HEADER)),
        flask: crashes(EMPTY_FIELD)
            .agreed(Agreed::NeverOurFault, refused(422, FLASK_BAD_HEADER));

    /// token with non-ASCII characters
    non_ascii_token: [
            get("/protected").header("Authorization", b"Bearer t\xe9st"), // Latin-1
            get("/protected").header("Authorization", "Bearer tést"), // UTF-8
        ],
        quart: refused(422, "Not enough segments"),
        flask: SAME;

    /// two Authorization headers, Basic first
    two_headers_basic_first: form("Basic x").bearer(token().token()),
        quart: refused(422, QUART_BAD_HEADER),
        flask: handler_runs("test")
            .agreed(Agreed::TwoCredentials, refused(401, FLASK_MISSING_TYPE));

    /// two Authorization headers, Bearer first
    two_headers_bearer_first: form("Bearer tok").header("Authorization", "Basic x"),
        quart: handler_runs("test")
            .agreed(Agreed::TwoCredentials, refused(422, QUART_BAD_HEADER)),
        flask: handler_runs("test")
            .agreed(Agreed::TwoCredentials, refused(401, FLASK_MISSING_TYPE));

    /// token in the query string or a cookie, not configured
    location_not_configured: [
            get(&format!("/protected?jwt={}", token().token())),
            get("/protected").header("Cookie", format!("access_token_cookie={}", token().token())),
        ],
        quart: refused(401, "Missing Authorization Header"),
        flask: SAME;
}

/// JWT_HEADER_NAME=X-Auth
static X_AUTH: App = LazyLock::new(|| serve(config().header_name("X-Auth")));

table! { app: X_AUTH;
    /// JWT_HEADER_NAME=X-Auth: header missing
    x_auth_missing: [get("/protected"), form("Bearer tok")],
        quart: refused(401, "Missing X-Auth Header"),
        flask: SAME;

    /// JWT_HEADER_NAME=X-Auth: `X-Auth: Bearer tok`
    x_auth_bearer: get("/protected").header("X-Auth", format!("Bearer {}", token().token())),
        quart: handler_runs("test"),
        flask: SAME;

    /// JWT_HEADER_NAME=X-Auth: `X-Auth: Basic x`
    x_auth_basic: get("/protected").header("X-Auth", "Basic x"),
        quart: refused(422, "Bad X-Auth header. Expected value 'Bearer <JWT>'"),
        flask: refused(
            401,
            "Missing 'Bearer' type in 'X-Auth' header. Expected 'X-Auth: Bearer <JWT>'",
        );
}

/// JWT_HEADER_TYPE=JWT
static JWT_SCHEME: App = LazyLock::new(|| serve(config().header_type("JWT")));

table! { app: JWT_SCHEME;
    /// JWT_HEADER_TYPE=JWT: `JWT tok`
    header_type_jwt: form("JWT tok"),
        quart: handler_runs("test"),
        flask: SAME;

    /// JWT_HEADER_TYPE=JWT: `Bearer tok`
    header_type_jwt_bearer: form("Bearer tok"),
        quart: refused(422, "Bad Authorization header. Expected value 'JWT <JWT>'"),
        flask: refused(
            401,
            "Missing 'JWT' type in 'Authorization' header. Expected 'Authorization: JWT <JWT>'",
        );

    /// JWT_HEADER_TYPE=JWT: `JWT a b`
    header_type_jwt_three_words: form("JWT a b"),
        quart: refused(422, "Bad Authorization header. Expected value 'JWT <JWT>'"),
        flask: refused(422, "Bad Authorization header. Expected 'Authorization: JWT <JWT>'");
}

/// JWT_HEADER_TYPE=""
static NO_SCHEME: App = LazyLock::new(|| serve(config().header_type("")));

table! { app: NO_SCHEME;
    /// JWT_HEADER_TYPE="" (or None): `tok`
    header_type_empty: form("tok"),
        quart: handler_runs("test"),
        flask: SAME;

    /// JWT_HEADER_TYPE="": `Bearer tok`
    header_type_empty_bearer: form("Bearer tok"),
        quart: refused(422, "Bad Authorization header. Expected value '<JWT>'"),
        flask: refused(422, "Bad Authorization header. Expected 'Authorization: <JWT>'");

    /// JWT_HEADER_TYPE="": `tok,`
    header_type_empty_trailing_comma: form("tok,"),
        quart: refused(422, "Invalid crypto padding"),
        flask: handler_runs("test");

    /// JWT_HEADER_TYPE="": missing
    header_type_empty_missing: get("/protected"),
        quart: refused(401, "Missing Authorization Header"),
        flask: SAME;
}

/// JWT_HEADER_NAME=""
static NO_HEADER_NAME: App = LazyLock::new(|| serve(config().header_name("")));

table! { app: NO_HEADER_NAME;
    /// JWT_HEADER_NAME=""
    header_name_empty: get("/protected"),
        quart: crashes("RuntimeError: JWT_ACCESS_HEADER_NAME cannot be empty")
            .agreed(Agreed::ConfigurationErrors, never_starts(config_error!(InvalidHeaderName { option: "header_name" }))),
        flask: SAME;
}
