//! The names of claims, and their order in a new token.

use crate::token::claim_names::TokenClaim::{
    Audience, Csrf, ExpiresAt, Fresh, Identity, IssuedAt, Issuer, JwtId, Login, NotBefore, Type,
    UserClaims,
};

/// A claim that this crate writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenClaim {
    IssuedAt,
    NotBefore,
    JwtId,
    ExpiresAt,
    /// `auth_time`, and what else the tokens of one login share.
    Login,
    Identity,
    Fresh,
    Type,
    UserClaims,
    Csrf,
    Audience,
    Issuer,
}

/// The order of Quart-JWT-Extended 0.1.0.
pub(crate) const QUART: &[TokenClaim] = &[
    IssuedAt, NotBefore, JwtId, ExpiresAt, Identity, Fresh, Type, UserClaims, Csrf, Audience,
    Issuer, Login,
];

/// The order of Flask-JWT-Extended 4.7.4; the app's own claims come last and may override others.
pub(crate) const FLASK: &[TokenClaim] = &[
    Fresh, IssuedAt, JwtId, Type, Identity, NotBefore, Csrf, Audience, Issuer, ExpiresAt, Login,
    UserClaims,
];

/// Claim names with a fixed meaning, which can't be configured for the identity or for nested claims.
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

/// The private claim of a token whose cookie is not renewed.
pub(crate) const NO_RENEWAL: &str = "no_renewal";

/// The private claim with the names of the app's claims that were given to the token builder, each
/// with [`ADDED`] or [`REPLACED`]. A token without it that has claims of the app is of another issuer.
pub(crate) const BY_HAND: &str = "by_hand";
/// No callback gave a claim of this name.
pub(crate) const ADDED: &str = "added";
/// The claim replaced one that a callback gave.
pub(crate) const REPLACED: &str = "replaced";

/// Claim names that features of this crate read, now or later. Where the app can't use them, no
/// option can give a claim such a name either.
pub(crate) const FEATURE_CLAIMS: &[&str] = &[
    AUTH_TIME, SESSION_ID, "orig_iat", GENERATION, "act", "amr", "acr", "cnf", NO_RENEWAL, BY_HAND,
];

/// The name of the claim with the session's id (OpenID Connect Front-Channel Logout section 3).
pub(crate) const SESSION_ID: &str = "sid";

/// The name of the claim of refresh tokens that counts how often they were replaced.
pub(crate) const GENERATION: &str = "gen";

/// The value of that claim in a token that was made without a session.
pub(crate) const WITHOUT_SESSION: &str = "none";

/// How the user logged in (RFC 8176, OpenID Connect Core section 2), who acts for them (RFC 8693 section 4.1),
/// and what the tokens are bound to (RFC 7800).
pub(crate) const ESTABLISHED: &[&str] = &["amr", "acr", "act", "cnf"];

/// The name of the claim with the time of the login.
pub(crate) const AUTH_TIME: &str = "auth_time";
