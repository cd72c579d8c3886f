//! How an option's value is seen in the requests that are let in.

use jwt_fresh::{
    JwtConfig, JwtManager,
    TokenLocation::{self, Json, QueryString},
};
use jwt_fresh_tests::{Request, Server};
use serde_json::{Value, json};

use super::{
    servers::{NOW, get, serve, start},
    token::{Carry, refresh_token, token},
};

/// Whether the app lets the request in.
pub fn lets_in(app: &Server, request: &Request) -> bool {
    app.send(request).status == 200
}

pub fn app(config: JwtConfig) -> Server {
    serve(config).expect("the configuration is sound")
}

/// Those values with which a request is let in.
pub fn working<V: Copy>(
    config: JwtConfig,
    values: impl IntoIterator<Item = V>,
    request: impl Fn(V) -> Request,
) -> Vec<V> {
    let app = app(config);
    let works = |value: &V| lets_in(&app, &request(*value));
    values.into_iter().filter(works).collect()
}

/// The one value with which a request is let in.
pub fn one_working<V: Copy + Into<Value>>(
    config: JwtConfig,
    values: impl IntoIterator<Item = V>,
    request: impl Fn(V) -> Request,
) -> Value {
    match *working(config, values, request) {
        [one] => one.into(),
        ref others => panic!("{} work", others.len()),
    }
}

fn found_in(config: JwtConfig, location: TokenLocation) -> JwtConfig {
    config.token_locations([location])
}

pub fn header_name(config: JwtConfig) -> Value {
    one_working(config, ["Authorization", "X-Auth"], |name| {
        get("/protected").header(name, format!("Bearer {}", token().token()))
    })
}

pub fn header_type(config: JwtConfig) -> Value {
    one_working(config, ["Bearer", "JWT"], |scheme| {
        get("/protected").header("Authorization", format!("{scheme} {}", token().token()))
    })
}

pub fn query_string_name(config: JwtConfig) -> Value {
    one_working(found_in(config, QueryString), ["jwt", "t"], |name| {
        get(&format!("/protected?{name}={}", token().token()))
    })
}

pub fn query_string_value_prefix(config: JwtConfig) -> Value {
    one_working(found_in(config, QueryString), ["", "jwt:"], |prefix| {
        get(&format!("/protected?jwt={prefix}{}", token().token()))
    })
}

pub fn json_key(config: JwtConfig) -> Value {
    one_working(found_in(config, Json), ["access_token", "a"], |key| {
        Request::post("/protected").json(&json!({ key: token().token() }))
    })
}

pub fn refresh_json_key(config: JwtConfig) -> Value {
    one_working(found_in(config, Json), ["refresh_token", "r"], |key| {
        Request::post("/refresh").json(&json!({ key: refresh_token().token() }))
    })
}

/// The locations in which a token is found.
pub fn token_location(config: JwtConfig) -> Value {
    let names = ["headers", "cookies", "query_string", "json"];
    let found = working(config, names, |location| match location {
        "headers" => token().at("/protected"),
        "cookies" => token().in_cookie("GET", "/protected"),
        "query_string" => get(&format!("/protected?jwt={}", token().token())),
        _ => Request::post("/protected").json(&json!({ "access_token": token().token() })),
    });
    json!(found)
}

/// The further algorithms that are taken; none is Python's `None`.
pub fn decode_algorithms(config: JwtConfig) -> Value {
    let further = working(config, ["HS384", "HS512"], |algorithm| {
        let header = json!({ "alg": algorithm, "typ": "JWT" });
        token()
            .header(header.to_string())
            .signed_with(algorithm)
            .at("/protected")
    });
    match *further {
        [] => Value::Null,
        _ => json!(further),
    }
}

pub fn decode_audience(config: JwtConfig) -> Value {
    required_claim(config, "aud", "me")
}

pub fn decode_issuer(config: JwtConfig) -> Value {
    required_claim(config, "iss", "them")
}

/// The value that the claim must have, if it must have one.
fn required_claim(config: JwtConfig, name: &str, value: &str) -> Value {
    let app = app(config);
    if lets_in(&app, &token().at("/protected")) {
        return Value::Null;
    }
    let with = |value: &str| token().claim(name, json!(value)).at("/protected");
    assert!(!lets_in(&app, &with("somebody else")));
    assert!(lets_in(&app, &with(value)));
    json!(value)
}

/// For how many seconds after its end a token is let in.
pub fn decode_leeway(config: JwtConfig) -> Value {
    let seconds = working(config, 0..20_i64, |seconds| {
        token().claim("exp", NOW - seconds).at("/protected")
    });
    json!(seconds.len())
}

pub fn error_message_key(config: JwtConfig) -> Value {
    let refusal = app(config).send(&get("/protected")).json();
    let refusal = refusal.as_object().expect("a refusal is an object");
    json!(refusal.keys().next())
}

pub fn verify_sub(config: JwtConfig) -> Value {
    json!(!lets_in(
        &app(config),
        &token().claim("sub", 7).at("/protected")
    ))
}

/// Whether a callback that is there is asked.
pub fn blacklist_enabled(config: JwtConfig) -> Value {
    json!(!refused_kinds(config).is_empty())
}

/// The kinds of token about which it is asked, once it is.
pub fn blacklist_token_checks(config: JwtConfig) -> Value {
    json!(refused_kinds(config.blacklist_enabled(true)))
}

fn refused_kinds(config: JwtConfig) -> Vec<&'static str> {
    let blacklist = JwtManager::builder(config).token_in_blocklist_loader(|_| async { true });
    let app = start(blacklist).expect("the configuration is sound");
    let is_refused = |request: &Request| app.send(request).status == 401;
    [
        ("access", token().at("/protected")),
        ("refresh", refresh_token().at("/refresh")),
    ]
    .into_iter()
    .filter(|(_, request)| is_refused(request))
    .map(|(kind, _)| kind)
    .collect()
}
