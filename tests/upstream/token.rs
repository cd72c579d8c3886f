//! Tokens in the making: good ones, until a row spoils them.

use std::fmt::Display;

use jwt_fresh_tests::{Mint, Request, claims};
use serde_json::json;

use super::{
    PYTHON,
    app::{NOW, get},
};

/// The claim that holds the identity.
pub const ID: &str = PYTHON.identity_claim();

/// The double submit value of tokens that travel in cookies.
pub const CSRF: &str = "5f0f8c6e-1111-4222-8333-444455556666";

/// A fresh access token for `test`, made now.
pub fn token() -> Token {
    let claims = claims(ID, json!({ "iat": NOW, "nbf": NOW, "exp": NOW + 900 }));
    let claims = claims.as_object().expect("claims are an object");
    Token {
        mint: Mint::new(&json!({})),
        claims: claims
            .iter()
            .map(|(name, value)| (name.clone(), value.to_string()))
            .collect(),
        payload: None,
    }
}

/// A refresh token for `test`, made now.
pub fn refresh_token() -> Token {
    token()
        .claim("type", json!("refresh"))
        .claim("exp", NOW + 2_592_000)
        .without("fresh")
}

/// A token in the making.
pub struct Token {
    mint: Mint,
    claims: Vec<(String, String)>,
    payload: Option<String>,
}

impl Token {
    /// Sets a claim to this JSON text, which may also be none.
    pub fn claim(self, name: &str, json: impl Display) -> Self {
        let mut token = self.without(name);
        token.claims.push((name.to_owned(), json.to_string()));
        token
    }

    /// Takes a claim away.
    pub fn without(mut self, name: &str) -> Self {
        self.claims.retain(|(other, _)| other != name);
        self
    }

    /// Puts this text in the place of the claims.
    pub fn payload(mut self, payload: impl Display) -> Self {
        self.payload = Some(payload.to_string());
        self
    }

    /// Puts this text in the place of the JOSE header.
    pub fn header(mut self, header: impl Display) -> Self {
        self.mint = self.mint.header(header.to_string());
        self
    }

    /// Signs with another key.
    pub fn key(mut self, key: &str) -> Self {
        self.mint = self.mint.key(key);
        self
    }

    /// Signs with another hash, whatever the header says.
    pub fn signed_with(mut self, hash: &'static str) -> Self {
        self.mint = self.mint.signed_with(hash);
        self
    }

    /// The three segments, in base64.
    pub fn segments(&self) -> [String; 3] {
        let payload = self.payload.clone().unwrap_or_else(|| {
            let members = self
                .claims
                .iter()
                .map(|(name, json)| format!("\"{name}\":{json}"));
            format!("{{{}}}", members.collect::<Vec<_>>().join(","))
        });
        self.mint.clone().payload(payload).segments()
    }

    /// The token as text.
    pub fn text(&self) -> String {
        self.segments().join(".")
    }

    /// A request that carries the token in the `Authorization` header.
    pub fn at(&self, endpoint: &str) -> Request {
        get(endpoint).bearer(self.text())
    }

    /// Puts a double submit value into the token.
    pub fn with_csrf(self) -> Self {
        self.claim("csrf", json!(CSRF))
    }

    /// A request that carries the token in the cookie where that endpoint looks for it.
    pub fn in_cookie(&self, method: &str, endpoint: &str) -> Request {
        let kind = match endpoint {
            "/refresh" => "refresh",
            _ => "access",
        };
        let cookie = format!("{kind}_token_cookie={}", self.text());
        Request::new(method, endpoint).header("Cookie", cookie)
    }
}
