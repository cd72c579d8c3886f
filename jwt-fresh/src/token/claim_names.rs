//! In which order the claims of a new token are written.

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

use TokenClaim::{
    Audience, AuthTime, Csrf, ExpiresAt, Fresh, Identity, IssuedAt, Issuer, JwtId, NotBefore, Type,
    UserClaims,
};

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
