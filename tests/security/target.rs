//! What is attacked: one kind of endpoint of a server with one of the configurations.

use std::{fmt, sync::LazyLock};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jwt_fresh::{JwtConfig, JwtManager};
use jwt_fresh_tests::{Mint, Server, claims};
use serde_json::{Value, json};

/// The secret of every server here: long enough for HS512.
pub const SECRET: &str = "sixty-four bytes of a secret that only the tests know 0123456789";

/// A word that stands in the claims and the header of each attack, and in no answer to it.
pub const CANARY: &str = "kept-by-the-canary";

/// The configuration of the server.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Dialect {
    New,
    Quart,
    Flask,
}

/// The kind of endpoint.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Endpoint {
    Protected,
    Fresh,
    Refresh,
    Optional,
}

#[derive(Clone, Copy)]
pub struct Target {
    pub dialect: Dialect,
    pub endpoint: Endpoint,
    /// Whether the server asks for the audience `me` and the issuer `them`.
    asks_for_audience: bool,
}

impl Target {
    /// Every kind of endpoint of each configuration.
    pub fn all() -> Vec<Self> {
        use {Dialect::*, Endpoint::*};
        let mut all = Vec::new();
        for dialect in [New, Quart, Flask] {
            for endpoint in [Protected, Fresh, Refresh, Optional] {
                let asks_for_audience = false;
                all.push(Self {
                    dialect,
                    endpoint,
                    asks_for_audience,
                });
            }
        }
        all
    }

    /// The same, on servers that ask for an audience and an issuer.
    pub fn all_with_audience() -> Vec<Self> {
        let with_audience = |target| Self {
            asks_for_audience: true,
            ..target
        };
        Self::all().into_iter().map(with_audience).collect()
    }

    pub fn path(self) -> &'static str {
        match self.endpoint {
            Endpoint::Protected => "/protected",
            Endpoint::Fresh => "/fresh",
            Endpoint::Refresh => "/refresh",
            Endpoint::Optional => "/optional",
        }
    }

    pub fn server(self) -> &'static Server {
        static PLAIN: LazyLock<[Server; 3]> = LazyLock::new(|| start(|config| config));
        static WITH_AUDIENCE: LazyLock<[Server; 3]> =
            LazyLock::new(|| start(|config| config.decode_audience(["me"]).decode_issuer("them")));
        let servers = if self.asks_for_audience {
            &WITH_AUDIENCE
        } else {
            &PLAIN
        };
        &servers[self.dialect as usize]
    }

    pub fn identity_claim(self) -> &'static str {
        match self.dialect {
            Dialect::Quart => "identity",
            Dialect::New | Dialect::Flask => "sub",
        }
    }

    /// Claims that are good here, but for these changes; null takes a claim away.
    pub fn claims(self, changes: Value) -> Value {
        let mut own = json!({ self.identity_claim(): CANARY, "jti": CANARY, "note": CANARY });
        if self.endpoint == Endpoint::Refresh {
            own["type"] = json!("refresh");
        }
        if self.asks_for_audience {
            own["aud"] = json!("me");
            own["iss"] = json!("them");
        }
        let own = own.as_object_mut().expect("it is an object");
        own.extend(changes.as_object().expect("changes are an object").clone());
        claims(self.identity_claim(), json!(own))
    }

    /// The payload of a good token, with one claim written as this raw text.
    pub fn payload_with(self, claim: &str, raw: &str) -> String {
        let without = self.claims(json!({ claim: null })).to_string();
        format!(r#"{},"{claim}":{raw}}}"#, without.trim_end_matches('}'))
    }

    /// A token that is good here.
    pub fn good(self) -> Mint {
        Mint::new(&self.claims(json!({}))).key(SECRET)
    }
}

/// Signs two segments, whatever they hold, with the right key.
pub fn sign_segments(header: &str, payload: &str) -> String {
    let input = format!("{header}.{payload}");
    let mac = Mint::new(&json!({})).key(SECRET).sign(input.as_bytes());
    format!("{input}.{}", URL_SAFE_NO_PAD.encode(mac))
}

fn start(change: fn(JwtConfig) -> JwtConfig) -> [Server; 3] {
    [
        JwtConfig::new(SECRET),
        JwtConfig::quart(SECRET),
        JwtConfig::flask(SECRET),
    ]
    .map(|config| Server::start(&JwtManager::new(change(config)).expect("it is a good one")))
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {}", self.dialect, self.path())
    }
}
