//! 5. type, identity, jti and other claims.

use jwt_fresh_tests::Request;
use serde_json::{Value, json};

use super::{
    servers::{NOW, PLAIN},
    token::{Carry, ID, refresh_token, token},
};
use crate::harness::{
    agreed::Agreed,
    answer::{SAME, handler_runs, handler_sees, refused},
};

fn with_claim(name: &str, value: Value) -> Request {
    token().claim(name, value).at("/protected")
}

table! { app: PLAIN;
    /// refresh token at jwt_required
    refresh_token_at_required: refresh_token().at("/protected"),
        quart: refused(422, "Only access tokens are allowed"),
        flask: refused(422, "Only non-refresh tokens are allowed");

    /// refresh token at fresh_jwt_required
    refresh_token_at_fresh: refresh_token().at("/fresh"),
        quart: refused(422, "Only access tokens are allowed"),
        flask: refused(422, "Only non-refresh tokens are allowed");

    /// refresh token with fresh:true at fresh_jwt_required
    fresh_refresh_token_at_fresh: refresh_token().claim("fresh", true).at("/fresh"),
        quart: refused(422, "Only access tokens are allowed"),
        flask: refused(422, "Only non-refresh tokens are allowed");

    /// access token at jwt_refresh_token_required
    access_token_at_refresh: [
            token().at("/refresh"),
            token().claim("fresh", false).at("/refresh"),
        ],
        quart: refused(422, "Only refresh tokens are allowed"),
        flask: SAME;

    /// type missing, at jwt_required
    type_missing_at_required: token().without("type").at("/protected"),
        quart: handler_runs("test"),
        flask: SAME;

    /// type missing, at jwt_refresh_token_required
    type_missing_at_refresh: refresh_token().without("type").at("/refresh"),
        quart: refused(422, "Only refresh tokens are allowed"),
        flask: SAME;

    /// type `foo`, `ACCESS`, `""`, null, 1, `[..]` or `{..}`
    type_unknown: [
            with_claim("type", json!("foo")),
            with_claim("type", json!("ACCESS")),
            with_claim("type", json!("")),
            with_claim("type", json!(null)),
            with_claim("type", json!(1)),
            with_claim("type", json!(["access"])),
            with_claim("type", json!({ "a": 1 })),
        ],
        quart: refused(422, "Missing or invalid claim: type"),
        flask: handler_runs("test")
            .agreed(Agreed::KnownTypes, refused(422, "Missing or invalid claim: type"));

    /// identity claim missing
    identity_missing: token().without(ID).at("/protected"),
        quart: refused(422, "Missing claim: identity"),
        flask: refused(422, "Missing claim: sub");

    /// identity null
    identity_null: with_claim(ID, json!(null)),
        quart: handler_runs(json!(null)),
        flask: refused(422, "Subject must be a string");

    /// identity 7
    identity_number: with_claim(ID, json!(7)),
        quart: handler_runs(7),
        flask: refused(422, "Subject must be a string");

    /// identity an object
    identity_object: with_claim(ID, json!({ "id": 7, "n": [1] })),
        quart: handler_runs(json!({ "id": 7, "n": [1] })),
        flask: refused(422, "Subject must be a string");

    /// identity `""`
    identity_empty: with_claim(ID, json!("")),
        quart: handler_runs(""),
        flask: SAME;

    /// jti missing
    jti_missing: token().without("jti").at("/protected"),
        quart: handler_runs("test"),
        flask: SAME;

    /// jti null, 7 or `{..}` †
    jti_no_string: [json!(null), json!(7), json!({ "a": 1 })].map(|jti| with_claim("jti", jti)),
        quart: refused(422, "JWT ID must be a string"),
        flask: SAME;

    /// only the identity claim in the token, at jwt_required
    identity_alone: token().payload(json!({ ID: "test" }).to_string()).at("/protected"),
        quart: handler_sees("test", json!({
            "identity": "test", "jti": null, "type": "access", "fresh": false, "user_claims": {},
        })),
        flask: handler_sees("test", json!({
            "sub": "test", "jti": null, "type": "access", "fresh": false,
        }));

    /// raw claims the handler then sees
    raw_claims: token().without("jti").at("/protected"),
        quart: handler_sees("test", json!({
            "exp": NOW + 900, "fresh": true, "iat": NOW, "identity": "test", "jti": null,
            "nbf": NOW, "type": "access", "user_claims": {},
        })),
        flask: handler_sees("test", json!({
            "exp": NOW + 900, "fresh": true, "iat": NOW, "jti": null, "nbf": NOW, "sub": "test",
            "type": "access",
        }));

    /// user_claims null, `"x"` or `[]`
    user_claims_no_object: [json!(null), json!("x"), json!([])]
            .map(|user_claims| with_claim("user_claims", user_claims)),
        quart: handler_runs("test"),
        flask: SAME;

    /// unknown claims
    unknown_claims: [
            token().claim("foo", json!("bar")).claim("n", 1).at("/protected"),
            with_claim("csrf", json!("abc")),
        ],
        quart: handler_runs("test"),
        flask: SAME;

    /// sub a number (identity claim is another one) †
    sub_number: token().claim("sub", 1).claim("identity", json!("test")).at("/protected"),
        quart: refused(422, "Subject must be a string"),
        flask: SAME;
}
