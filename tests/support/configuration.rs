//! The three configurations that a promise is held to.

use crate::{Mint, claims};
use jwt_fresh::JwtConfig;
use serde_json::Value;

/// Long enough for each of HS256, HS384 and HS512.
pub const SECRET: &str = "sixty-four bytes of a secret that only the tests know 0123456789";

/// One of the three, and where its tokens hold the identity.
#[derive(Clone, Copy)]
pub struct Configuration {
    pub name: &'static str,
    pub identity_claim: &'static str,
    start: fn(&'static str) -> JwtConfig,
}

pub const NEW: Configuration = Configuration {
    name: "new",
    identity_claim: "sub",
    start: JwtConfig::new,
};
pub const QUART: Configuration = Configuration {
    name: "quart",
    identity_claim: "identity",
    start: JwtConfig::quart,
};
pub const FLASK: Configuration = Configuration {
    name: "flask",
    identity_claim: "sub",
    start: JwtConfig::flask,
};
pub const ALL: [Configuration; 3] = [NEW, QUART, FLASK];

impl Configuration {
    pub fn config(self) -> JwtConfig {
        (self.start)(SECRET)
    }

    /// The same for a manager with a blocklist callback: Quart asks it only if it is told to.
    pub fn with_blocklist(self) -> JwtConfig {
        self.config().blacklist_enabled(true)
    }

    /// A token that is good for `/protected` and `/fresh`, but for these changes to its claims.
    pub fn token(self, changes: Value) -> String {
        Mint::new(&claims(self.identity_claim, changes))
            .key(SECRET)
            .token()
    }

    /// The cookie in which an access token travels, unless the test gives it another name.
    pub fn access_cookie(self) -> &'static str {
        match self.name {
            "new" => "__Host-access_token_cookie",
            _ => "access_token_cookie",
        }
    }

    /// The same, signed by somebody else.
    pub fn forged_token(self, changes: Value) -> String {
        Mint::new(&claims(self.identity_claim, changes))
            .key("another secret")
            .token()
    }
}
