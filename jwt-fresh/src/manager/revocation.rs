//! The manager's side of the revocation store: what it asks, and what it tells.

use std::{
    future::Future,
    time::{Duration, SystemTime},
};

use crate::{
    error::{
        config_error::ConfigError,
        error_source::ErrorSource,
        jwt_error::{BoxError, JwtError},
    },
    manager::time_limit::TimeLimit,
    stores::{
        dyn_store::DynRevocationStore,
        query::RevocationQuery,
        revocation::{Revocation, RevocationTarget},
        verdict::Verdict,
    },
    token::{decoded::decoded_token::DecodedToken, numeric_date::system_time},
};

/// How much longer than its token a revocation is kept: another manager of the store may accept the token
/// for as long as the longest leeway, a request may be in progress when it expires, and the clock of a
/// store on another machine may be ahead.
const GRACE: Duration = ConfigError::MAX_LEEWAY.saturating_add(Duration::from_secs(60));

/// Whether the token is revoked, says the store; one that fails, or takes too long, is an error.
pub(crate) async fn is_revoked(
    store: &DynRevocationStore,
    token: &DecodedToken,
    now: SystemTime,
    limit: TimeLimit,
) -> Result<bool, JwtError> {
    let query = RevocationQuery::of(token, token_id(token)?, now);
    match within(limit, store.check_boxed(&query)).await {
        Ok(Verdict::Valid) => Ok(false),
        Ok(Verdict::Revoked(reason)) => {
            tracing::debug!(reason = reason.as_str(), "a token is revoked");
            Ok(true)
        }
        Err(error) => Err(unavailable(
            error,
            "the revocation store is unavailable; the token is rejected",
        )),
    }
}

/// Revokes a token for as long as any manager would accept it.
pub(crate) async fn revoke(
    store: &DynRevocationStore,
    token: &DecodedToken,
    now: SystemTime,
    limit: TimeLimit,
) -> Result<(), JwtError> {
    let revocation = revocation_of(token, now)?;
    let told = within(limit, store.revoke_boxed(&revocation)).await;
    told.map_err(|error| {
        unavailable(
            error,
            "the revocation store is unavailable; the token may not be revoked",
        )
    })
}

/// Awaits a store for at most this time.
async fn within<T>(
    limit: TimeLimit,
    answer: impl Future<Output = Result<T, BoxError>>,
) -> Result<T, BoxError> {
    limit.apply(answer).await?
}

/// Logs that the store failed, and returns the opaque error.
fn unavailable(error: BoxError, message: &'static str) -> JwtError {
    tracing::error!(%error, "{message}");
    JwtError::BlocklistUnavailable(ErrorSource::new(error))
}

/// The id by which a token is revoked; a token without one can't be.
fn token_id(token: &DecodedToken) -> Result<&str, JwtError> {
    token
        .revocation_id()
        .ok_or_else(|| JwtError::missing_claim("jti"))
}

/// The revocation of a token: kept until [`GRACE`] after its `exp`.
fn revocation_of(token: &DecodedToken, now: SystemTime) -> Result<Revocation<'_>, JwtError> {
    let mut revocation = Revocation::new(RevocationTarget::token(token_id(token)?), now);
    if let Some(issuer) = token.issuer() {
        revocation = revocation.with_issuer(issuer);
    }
    // Without an `exp`, or with one too far in the future for a `SystemTime`, it is kept for ever.
    let expires_at = token.validity().expires_at.map(f64::trunc);
    if let Some(expires_at) = expires_at.and_then(system_time)
        && let Some(forget_at) = expires_at.checked_add(GRACE)
    {
        revocation = revocation.with_forget_at(forget_at);
    }
    Ok(revocation)
}
