//! The rules below section 9: which values an option may have, in the cases that no table holds.

use std::sync::LazyLock;

use serde_json::{Value, json};

use super::{
    servers::{App, get, named, serve},
    token::{Carry, token},
};
use crate::harness::{
    agreed::Agreed,
    answer::{SAME, crashes, handler_runs, malformed, no_such_thing, refused, unknown_to_flask},
};

static LONE_LOCATION: App =
    LazyLock::new(|| serve(named([("JWT_TOKEN_LOCATION", json!("query_string"))])?));

table! { app: LONE_LOCATION;
    /// JWT_TOKEN_LOCATION string
    lone_location: get(&format!("/protected?jwt={}", token().token())),
        quart: handler_runs("test"),
        flask: SAME;
}

static NO_SCHEME: App = LazyLock::new(|| serve(named([("JWT_HEADER_TYPE", Value::Null)])?));

table! { app: NO_SCHEME;
    /// JWT_HEADER_TYPE None = no type
    no_scheme: get("/protected").header("Authorization", token().token()),
        quart: handler_runs("test"),
        flask: SAME;

    /// JWT_HEADER_TYPE None = no type: `Bearer tok`
    no_scheme_bearer: token().at("/protected"),
        quart: refused(422, "Bad Authorization header. Expected value '<JWT>'"),
        flask: refused(422, "Bad Authorization header. Expected 'Authorization: <JWT>'");
}

static NO_HEADER_NAME: App = LazyLock::new(|| serve(named([("JWT_HEADER_NAME", json!(""))])?));

table! { app: NO_HEADER_NAME;
    /// JWT_HEADER_NAME "" = RuntimeError
    no_header_name: get("/protected"),
        quart: crashes("RuntimeError: JWT_ACCESS_HEADER_NAME cannot be empty").agreed(
            Agreed::ConfigurationErrors,
            malformed("JWT_HEADER_NAME", "the name of an HTTP header"),
        ),
        flask: SAME;
}

static CAPITAL_CHECK: App =
    LazyLock::new(|| serve(named([("JWT_BLACKLIST_TOKEN_CHECKS", json!(["Access"]))])?));

table! { app: CAPITAL_CHECK;
    /// JWT_BLACKLIST_TOKEN_CHECKS compare case-sensitively
    capital_check: token().at("/protected"),
        quart: crashes("RuntimeError: JWT_BLACKLIST_TOKEN_CHECKS must be \"access\" or \"refresh\"")
            .agreed(
                Agreed::ConfigurationErrors,
                malformed("JWT_BLACKLIST_TOKEN_CHECKS", "access or refresh, or a list of them"),
            ),
        flask: no_such_thing(unknown_to_flask("JWT_BLACKLIST_TOKEN_CHECKS"));
}
