//! The checks of the claims that the Python extensions define: the identity, `type` and `fresh`.

use crate::{
    config::settings::checked::Settings,
    error::{jwt_error::JwtError, reason::Reason},
    token::{decoded::lazy_identity::LazyIdentity, freshness::Freshness, token_type::TokenType},
    verify::claim_set::ClaimSet,
};

/// The identity, which has to be present, and in some configurations not null.
pub(crate) fn identity(
    claims: &ClaimSet<'_>,
    payload: &str,
    settings: &Settings,
) -> Result<LazyIdentity, JwtError> {
    let identity = claims
        .identity()
        .map(|claim| LazyIdentity::from_claim(claim, payload));
    match identity {
        Some(identity) if !(identity.is_null() && settings.dialect.requires_identity) => {
            Ok(identity)
        }
        _ => Err(JwtError::missing_claim(&settings.claims.identity)),
    }
}

/// The token's type. Where the configuration allows, a token without one is an access token.
pub(crate) fn token_type(
    claims: &ClaimSet<'_>,
    settings: &Settings,
) -> Result<TokenType, JwtError> {
    match &claims.token_type {
        None if !settings.dialect.requires_type => Some(TokenType::Access),
        None => None,
        Some(token_type) => token_type.as_text().and_then(TokenType::from_claim),
    }
    .ok_or_else(|| {
        JwtError::invalid_token("Missing or invalid claim: type").because(Reason::InvalidClaim)
    })
}

/// The token's freshness; a token without the claim is not fresh.
pub(crate) fn freshness(claims: &ClaimSet<'_>) -> Result<Freshness, JwtError> {
    Freshness::from_claim(claims.fresh.as_ref()).ok_or_else(|| {
        JwtError::invalid_token("Missing or invalid claim: fresh").because(Reason::InvalidClaim)
    })
}
