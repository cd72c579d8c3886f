//! The tokens that the contenders verify: the same for all in a group.

use std::{
    borrow::Cow,
    time::{SystemTime, UNIX_EPOCH},
};

use jsonwebtoken::{Header, encode};
use serde::Serialize;

use crate::setup::{IDENTITY, Setup};

/// The token in a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// A fresh access token.
    Good,
    /// An access token with an additional claim of so many characters.
    Long(usize),
    /// An expired token.
    Expired,
    /// A token whose signature differs in one character.
    Forged,
    /// A refresh token.
    Refresh,
    /// Letters without dots, as long as a token.
    Malformed,
    /// A token longer than every limit of jwt-fresh.
    TooLong,
    /// No token.
    Nothing,
}

/// The claims of a token. `identity` is Quart's name for `sub`.
#[derive(Clone, Debug, Serialize)]
pub struct Claims {
    pub fresh: bool,
    pub iat: u64,
    pub jti: Cow<'static, str>,
    #[serde(rename = "type")]
    pub kind: &'static str,
    pub sub: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identity: Option<&'static str>,
    pub nbf: u64,
    pub exp: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub csrf: Option<&'static str>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub padding: String,
}

impl Claims {
    /// A fresh access token that is valid for a day.
    pub fn good() -> Self {
        let now = now();
        Self {
            fresh: true,
            iat: now,
            jti: Cow::Borrowed("0c4a2f4e-8d0e-4b57-9a5c-3f2b7a1d9e60"),
            kind: "access",
            sub: IDENTITY,
            identity: Some(IDENTITY),
            nbf: now,
            exp: now + 24 * 60 * 60,
            csrf: None,
            padding: String::new(),
        }
    }

    /// A different token each time.
    pub fn unique() -> Self {
        Self {
            jti: Cow::Owned(uuid::Uuid::new_v4().to_string()),
            ..Self::good()
        }
    }

    /// The claims of a token from `JwtConfig::new`, with unique ids.
    pub fn issued() -> Self {
        Self {
            identity: None,
            ..Self::unique()
        }
    }

    fn shown(mut self, shown: Shown) -> Self {
        match shown {
            Shown::Long(size) => self.padding = "x".repeat(size),
            Shown::TooLong => self.padding = "x".repeat(40 * 1024),
            Shown::Refresh => self.kind = "refresh",
            Shown::Expired => {
                self.iat -= 60 * 60;
                self.nbf = self.iat;
                self.exp = self.iat + 15 * 60;
            }
            _ => {}
        }
        self
    }
}

impl Shown {
    /// Whether the token is accepted.
    pub fn opens(self) -> bool {
        matches!(self, Self::Good | Self::Long(_))
    }

    /// The token, signed with the setup's key; `None` for no token.
    pub fn token(self, setup: &Setup, claims: Claims) -> Option<String> {
        let header = Header::new(setup.algorithm);
        let token = encode(&header, &claims.shown(self), &setup.encoding_key())
            .expect("the claims can be signed");
        match self {
            Self::Nothing => None,
            Self::Malformed => Some("x".repeat(token.len())),
            Self::Forged => {
                let signature = token.rfind('.')? + 1;
                let other = if token[signature..].starts_with('A') {
                    "B"
                } else {
                    "A"
                };
                let mut forged = token;
                forged.replace_range(signature..=signature, other);
                Some(forged)
            }
            _ => Some(token),
        }
    }
}

fn now() -> u64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .expect("it is after 1970")
        .as_secs()
}
