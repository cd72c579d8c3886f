//! Tokens for the requests of the tables: valid ones, which a row then changes.

use jwt_fresh_tests::{Mint, Request, claims};
use serde_json::json;

use super::{
    PYTHON,
    servers::{NOW, get},
};

/// The claim that holds the identity.
pub const ID: &str = PYTHON.identity_claim();

/// The double submit value of tokens that travel in cookies.
pub const CSRF: &str = "5f0f8c6e-1111-4222-8333-444455556666";

/// A fresh access token for `test`, made now.
pub fn token() -> Mint {
    let times = json!({ "iat": NOW, "nbf": NOW, "exp": NOW + 900 });
    Mint::new(&claims(ID, times))
}

/// A refresh token for `test`, made now.
pub fn refresh_token() -> Mint {
    token()
        .claim("type", json!("refresh"))
        .claim("exp", NOW + 2_592_000)
        .without("fresh")
}

/// Requests that carry a token.
pub trait Carry {
    /// Carries the token in the `Authorization` header.
    fn at(&self, endpoint: &str) -> Request;

    /// Carries the token in the cookie where that endpoint looks for it.
    fn in_cookie(&self, method: &str, endpoint: &str) -> Request;

    /// Puts a double submit value into the token.
    fn with_csrf(self) -> Self;
}

impl Carry for Mint {
    fn at(&self, endpoint: &str) -> Request {
        get(endpoint).bearer(self.token())
    }

    fn in_cookie(&self, method: &str, endpoint: &str) -> Request {
        let kind = match endpoint {
            "/refresh" => "refresh",
            _ => "access",
        };
        let cookie = format!("{kind}_token_cookie={}", self.token());
        Request::new(method, endpoint).header("Cookie", cookie)
    }

    fn with_csrf(self) -> Self {
        self.claim("csrf", json!(CSRF))
    }
}
