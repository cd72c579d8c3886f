//! The names of claims, and the order in which a new token holds them.

use crate::token::claim_names::TokenClaim::{
    Audience, AuthTime, Csrf, ExpiresAt, Fresh, Identity, IssuedAt, Issuer, JwtId, NotBefore, Type,
    UserClaims,
};

/// A claim that we write ourselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenClaim {
    IssuedAt,
    NotBefore,
    JwtId,
    ExpiresAt,
    AuthTime,
    Identity,
    Fresh,
    Type,
    UserClaims,
    Csrf,
    Audience,
    Issuer,
}

/// As Quart-JWT-Extended 0.1.0 writes them.
pub(crate) const QUART: &[TokenClaim] = &[
    IssuedAt, NotBefore, JwtId, ExpiresAt, Identity, Fresh, Type, UserClaims, Csrf, Audience,
    Issuer, AuthTime,
];

/// As Flask-JWT-Extended 4.7.1 writes them; the app's own claims come last and may override.
pub(crate) const FLASK: &[TokenClaim] = &[
    Fresh, IssuedAt, JwtId, Type, Identity, NotBefore, Csrf, Audience, Issuer, ExpiresAt, AuthTime,
    UserClaims,
];

/// Claim names that can't hold the identity or the app's claims, for they mean something else.
pub(crate) const RESERVED_CLAIMS: &[&str] = &[
    "iss",
    "aud",
    "exp",
    "nbf",
    "iat",
    "jti",
    "type",
    "fresh",
    "csrf",
    "auth_time",
];

/// The name of the claim.
pub(crate) const AUTH_TIME: &str = "auth_time";
