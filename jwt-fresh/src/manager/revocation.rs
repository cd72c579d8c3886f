//! The manager's side of the revocation store: what it asks, and what it tells.

use std::{
    future::Future,
    time::{Duration, SystemTime},
};

use crate::{
    config::settings::checked::Settings,
    error::{
        config_error::ConfigError,
        events::event::{StoreOperation, TokenRevoked},
        jwt_error::{BoxError, JwtError},
    },
    manager::time_limit::TimeLimit,
    stores::{
        dyn_store::DynRevocationStore,
        query::RevocationQuery,
        revocation::{Revocation, RevocationTarget},
        verdict::Verdict,
    },
    token::{decoded::decoded_token::DecodedToken, numeric_date::exact_time},
};

/// How much longer than its token a revocation is kept: another manager of the store may accept the token
/// for as long as the longest leeway, a request may be in progress when it expires, and the clock of a
/// store on another machine may be ahead.
const GRACE: Duration = ConfigError::MAX_LEEWAY.saturating_add(Duration::from_secs(60));

/// Whether the token is revoked, says the store; one that fails, or takes too long, is an error.
pub(crate) async fn is_revoked(
    store: &DynRevocationStore,
    token: &DecodedToken,
    settings: &Settings,
    limit: TimeLimit,
) -> Result<bool, JwtError> {
    let query = RevocationQuery::of(token, token_id(token)?, settings.time());
    match within(limit, store.check_boxed(&query)).await {
        Ok(Verdict::Valid) => Ok(false),
        Ok(Verdict::Revoked(reason)) => {
            tracing::debug!(reason = reason.as_str(), "a token is revoked");
            Ok(true)
        }
        Err(error) => Err(settings.store_failed(StoreOperation::Check, error)),
    }
}

/// Revokes a token for as long as any manager would accept it.
pub(crate) async fn revoke(
    store: &DynRevocationStore,
    token: &DecodedToken,
    settings: &Settings,
    limit: TimeLimit,
) -> Result<(), JwtError> {
    let revocation = revocation_of(token, settings.time())?;
    let told = within(limit, store.revoke_boxed(&revocation)).await;
    told.map_err(|error| settings.store_failed(StoreOperation::Revoke, error))?;
    settings.events.revoked(&TokenRevoked { token });
    Ok(())
}

/// Awaits a store for at most this time.
async fn within<T>(
    limit: TimeLimit,
    answer: impl Future<Output = Result<T, BoxError>>,
) -> Result<T, BoxError> {
    limit.apply(answer).await?
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
    if let Some(expires_at) = expires_at.and_then(exact_time)
        && let Some(forget_at) = expires_at.checked_add(GRACE)
    {
        revocation = revocation.with_forget_at(forget_at);
    }
    Ok(revocation)
}
