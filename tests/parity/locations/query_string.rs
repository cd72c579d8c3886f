//! 10. Query string.

use std::sync::LazyLock;

use jwt_fresh::TokenLocation::QueryString;
use jwt_fresh_tests::Request;

use super::{
    servers::{App, get, searching, serve},
    token::token,
};
use crate::harness::{
    agreed::Agreed,
    answer::{SAME, handler_runs, no_such_thing, refused},
};

const SENT_TWICE: &str = "The token is given twice in the query string";
const WITHOUT_PREFIX: &str =
    "Invalid value for query parameter 'jwt'. Expected the value to start with 'Bearer '";

/// A query of this form at an endpoint, in which `tok` stands for a good token.
fn form(endpoint: &str, query: &str) -> Request {
    get(&format!(
        "{endpoint}?{}",
        query.replace("tok", &token().token())
    ))
}

/// JWT_TOKEN_LOCATION=query_string
static QUERY: App = LazyLock::new(|| serve(searching([QueryString])));

table! { app: QUERY;
    /// `?jwt=tok`
    good_token: form("/protected", "jwt=tok"),
        quart: handler_runs("test"),
        flask: SAME;

    /// missing, or `?jwt=`, or `?JWT=tok`
    missing: [
            get("/protected"),
            form("/protected", "jwt="),
            form("/protected", "JWT=tok"),
        ],
        quart: refused(401, "Missing \"jwt\" query paramater"),
        flask: refused(401, "Missing 'jwt' query paramater");

    /// `?jwt=garbage`
    garbage: form("/protected", "jwt=garbage"),
        quart: refused(422, "Not enough segments"),
        flask: SAME;

    /// given twice: first counts (good, garbage)
    twice_good_first: form("/protected", "jwt=tok&jwt=garbage"),
        quart: handler_runs("test").agreed(Agreed::SentTwice, refused(422, SENT_TWICE)),
        flask: SAME;

    /// given twice (garbage, good)
    twice_garbage_first: form("/protected", "jwt=garbage&jwt=tok"),
        quart: refused(422, "Not enough segments")
            .agreed(Agreed::SentTwice, refused(422, SENT_TWICE)),
        flask: SAME;

    /// `?jwt=Bearer%20tok`
    with_a_scheme: form("/protected", "jwt=Bearer%20tok"),
        quart: refused(422, "Invalid header padding"),
        flask: SAME;

    /// form body instead
    form_instead: Request::post("/protected").form(&[("jwt", &token().token())]),
        quart: refused(401, "Missing \"jwt\" query paramater"),
        flask: refused(401, "Missing 'jwt' query paramater");
}

/// JWT_QUERY_STRING_NAME=token
static NAME: App = LazyLock::new(|| serve(searching([QueryString]).query_string_name("token")));

table! { app: NAME;
    /// JWT_QUERY_STRING_NAME=token: missing
    name_missing: [get("/protected"), form("/protected", "jwt=tok")],
        quart: refused(401, "Missing \"token\" query paramater"),
        flask: refused(401, "Missing 'token' query paramater");
}

/// JWT_QUERY_STRING_VALUE_PREFIX=`Bearer `
static PREFIX: App =
    LazyLock::new(|| serve(searching([QueryString]).query_string_value_prefix("Bearer ")));

table! { app: PREFIX;
    /// JWT_QUERY_STRING_VALUE_PREFIX=`Bearer `: `Bearer tok`
    prefix: form("/protected", "jwt=Bearer%20tok"),
        quart: no_such_thing(handler_runs("test")),
        flask: handler_runs("test");

    /// JWT_QUERY_STRING_VALUE_PREFIX=`Bearer `: no prefix
    no_prefix: form("/protected", "jwt=tok"),
        quart: no_such_thing(refused(422, WITHOUT_PREFIX)),
        flask: refused(422, WITHOUT_PREFIX);

    /// the same at an optional endpoint
    no_prefix_at_optional: form("/optional", "jwt=tok"),
        quart: no_such_thing(refused(422, WITHOUT_PREFIX)),
        flask: refused(422, WITHOUT_PREFIX);

    /// JWT_QUERY_STRING_VALUE_PREFIX=`Bearer `: prefix only
    prefix_only: form("/protected", "jwt=Bearer%20"),
        quart: no_such_thing(refused(422, "Not enough segments")),
        flask: refused(422, "Not enough segments");
}
