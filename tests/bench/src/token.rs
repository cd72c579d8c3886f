//! The token that every contender is shown.

use std::time::{SystemTime, UNIX_EPOCH};

use jsonwebtoken::{Header, encode};
use serde::Serialize;

use crate::setup::{IDENTITY, Setup};

/// The claims of one access token. `identity` is where Quart looks for what the others call `sub`.
#[derive(Clone, Debug, Serialize)]
pub struct Claims {
    pub fresh: bool,
    pub iat: u64,
    pub jti: &'static str,
    #[serde(rename = "type")]
    pub kind: &'static str,
    pub sub: &'static str,
    pub identity: &'static str,
    pub nbf: u64,
    pub exp: u64,
}

impl Claims {
    /// A fresh access token that is good for a day.
    pub fn good() -> Self {
        let now = now();
        Self {
            fresh: true,
            iat: now,
            jti: "0c4a2f4e-8d0e-4b57-9a5c-3f2b7a1d9e60",
            kind: "access",
            sub: IDENTITY,
            identity: IDENTITY,
            nbf: now,
            exp: now + 24 * 60 * 60,
        }
    }

    /// The token, signed with the setup's key.
    pub fn sign(&self, setup: &Setup) -> String {
        encode(&Header::new(setup.algorithm), self, &setup.encoding_key())
            .expect("the claims can be signed")
    }
}

fn now() -> u64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .expect("it is after 1970")
        .as_secs()
}
