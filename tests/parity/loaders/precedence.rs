//! 8. Which check speaks first.

use std::sync::LazyLock;

use jwt_fresh_tests::Mint;
use serde_json::json;

use super::{
    servers::{ALL_CHECKS, App, COOKIES, NOW, PLAIN, config, serve},
    token::{Carry, ID, refresh_token, token},
};
use crate::harness::{
    agreed::Agreed,
    answer::{SAME, refused},
};

/// Faults that a token can have, so that it can have two.
trait Faulty: Into<Mint> {
    fn expired(self) -> Mint {
        self.into().claim("exp", NOW - 10)
    }

    fn nbf_ahead(self) -> Mint {
        self.into().claim("nbf", NOW + 60)
    }

    fn with_aud(self) -> Mint {
        self.into().claim("aud", json!("x"))
    }

    fn wrong_key(self) -> Mint {
        self.into().key("bad")
    }

    fn no_identity(self) -> Mint {
        self.into().without(ID)
    }

    fn type_foo(self) -> Mint {
        self.into().claim("type", json!("foo"))
    }

    fn not_fresh(self) -> Mint {
        self.into().claim("fresh", false)
    }

    fn revoked(self) -> Mint {
        self.into().claim("jti", json!("revoked-jti"))
    }

    fn bad_claims(self) -> Mint {
        self.into().claim("user_claims", json!({ "bad": 1 }))
    }

    fn of_no_user(self) -> Mint {
        self.into().claim(ID, json!("ghost"))
    }
}

impl Faulty for Mint {}

table! { app: PLAIN;
    /// expired and wrong key
    expired_and_wrong_key: token().expired().wrong_key().at("/protected"),
        quart: refused(422, "Signature verification failed"),
        flask: SAME;

    /// expired and wrong type
    expired_and_wrong_type: refresh_token().expired().at("/protected"),
        quart: refused(401, "Token has expired"),
        flask: SAME;

    /// expired and identity missing
    expired_and_no_identity: token().expired().no_identity().at("/protected"),
        quart: refused(422, "Missing claim: identity"),
        flask: refused(422, "Missing claim: sub");

    /// expired and type `foo`
    expired_and_type_foo: token().expired().type_foo().at("/protected"),
        quart: refused(422, "Missing or invalid claim: type"),
        flask: refused(401, "Token has expired")
            .agreed(Agreed::KnownTypes, refused(422, "Missing or invalid claim: type"));

    /// expired and aud not configured
    expired_and_aud: token().expired().with_aud().at("/protected"),
        quart: refused(422, "Invalid audience"),
        flask: refused(401, "Token has expired");

    /// expired and nbf ahead
    expired_and_nbf: token().expired().nbf_ahead().at("/protected"),
        quart: refused(422, "The token is not yet valid (nbf)"),
        flask: SAME;

    /// expired and iat ahead †
    expired_and_iat: token().expired().claim("iat", NOW + 60).at("/protected"),
        quart: refused(422, "The token is not yet valid (iat)"),
        flask: SAME;
}

table! { app: COOKIES;
    /// expired, CSRF value wrong (cookie)
    expired_and_wrong_csrf: token()
            .expired()
            .with_csrf()
            .in_cookie("POST", "/protected")
            .header("X-CSRF-TOKEN", "nope"),
        quart: refused(401, "CSRF double submit tokens do not match"),
        flask: SAME;
}

/// JWT_DECODE_ISSUER=them
static ISSUER: App = LazyLock::new(|| serve(config().decode_issuer("them")));

table! { app: ISSUER;
    /// expired and iss missing (JWT_DECODE_ISSUER set)
    expired_and_no_iss: token().expired().at("/protected"),
        quart: refused(422, "Token is missing the \"iss\" claim"),
        flask: SAME;
}

/// JWT_DECODE_AUDIENCE=me
static AUDIENCE: App = LazyLock::new(|| serve(config().decode_audience(["me"])));

table! { app: AUDIENCE;
    /// expired and aud missing (JWT_DECODE_AUDIENCE set)
    expired_and_no_aud: token().expired().at("/protected"),
        quart: refused(422, "Token is missing the \"aud\" claim"),
        flask: SAME;
}

table! { app: PLAIN;
    /// nbf ahead and aud not configured
    nbf_and_aud: token().nbf_ahead().with_aud().at("/protected"),
        quart: refused(422, "The token is not yet valid (nbf)"),
        flask: SAME;
}

table! { app: ISSUER;
    /// iss wrong and aud not configured
    iss_and_aud: token().claim("iss", json!("x")).with_aud().at("/protected"),
        quart: refused(422, "Invalid issuer"),
        flask: SAME;
}

table! { app: PLAIN;
    /// wrong key and payload not JSON
    wrong_key_and_payload_no_json: token().wrong_key().payload("foo").at("/protected"),
        quart: refused(422, "Invalid payload string: ..."),
        flask: SAME;

    /// wrong key and kid a number
    wrong_key_and_kid_number: token()
            .wrong_key()
            .header(json!({ "alg": "HS256", "kid": 1 }).to_string())
            .at("/protected"),
        quart: refused(422, "Key ID header parameter must be a string"),
        flask: SAME;

    /// wrong key and wrong alg
    wrong_key_and_wrong_alg: token()
            .wrong_key()
            .header(json!({ "alg": "HS512", "typ": "JWT" }).to_string())
            .signed_with("HS512")
            .at("/protected"),
        quart: refused(422, "The specified alg value is not allowed"),
        flask: SAME;

    /// wrong key and identity missing
    wrong_key_and_no_identity: token().wrong_key().no_identity().at("/protected"),
        quart: refused(422, "Signature verification failed"),
        flask: SAME;

    /// identity missing and type `foo`
    no_identity_and_type_foo: token().no_identity().type_foo().at("/protected"),
        quart: refused(422, "Missing claim: identity"),
        flask: refused(422, "Missing claim: sub");

    /// wrong type and identity missing
    wrong_type_and_no_identity: refresh_token().no_identity().at("/protected"),
        quart: refused(422, "Missing claim: identity"),
        flask: refused(422, "Missing claim: sub");
}

table! { app: ALL_CHECKS;
    /// wrong type and revoked
    wrong_type_and_revoked: refresh_token().revoked().at("/protected"),
        quart: refused(422, "Only access tokens are allowed"),
        flask: refused(422, "Only non-refresh tokens are allowed");

    /// expired and revoked
    expired_and_revoked: token().expired().revoked().at("/protected"),
        quart: refused(401, "Token has expired"),
        flask: SAME;

    /// not fresh and revoked (fresh endpoint)
    not_fresh_and_revoked: token().not_fresh().revoked().at("/fresh"),
        quart: refused(401, "Token has been revoked"),
        flask: refused(401, "Fresh token required");

    /// revoked, bad claims, no such user
    revoked_bad_claims_no_user: token().revoked().bad_claims().of_no_user().at("/protected"),
        quart: refused(401, "Token has been revoked"),
        flask: SAME;

    /// bad claims, no such user
    bad_claims_no_user: token().bad_claims().of_no_user().at("/protected"),
        quart: refused(400, "User claims verification failed"),
        flask: SAME;

    /// not fresh, bad claims, no such user
    not_fresh_bad_claims_no_user: token().not_fresh().bad_claims().of_no_user().at("/fresh"),
        quart: refused(401, "Fresh token required"),
        flask: SAME;

    /// refresh endpoint: bad claims, no such user
    refresh_bad_claims_no_user: refresh_token().bad_claims().of_no_user().at("/refresh"),
        quart: refused(401, "Error loading the user ghost").agreed(
            Agreed::ClaimsOfRefreshTokens,
            refused(400, "User claims verification failed"),
        ),
        flask: refused(400, "User claims verification failed");
}
