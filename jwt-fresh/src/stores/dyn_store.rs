//! The revocation store of a manager, with its type erased.

use std::{
    future::Future,
    pin::Pin,
    time::{Duration, UNIX_EPOCH},
};

use crate::{
    config::settings::checked::Settings,
    error::{
        events::event::{StoreOperation, TokenRevoked},
        jwt_error::{BoxError, JwtError},
    },
    stores::revocation::{Revocation, RevocationStore},
    token::decoded::decoded_token::DecodedToken,
};

/// How much longer than its token a revocation is kept: a request may be in progress when the token
/// expires, and the clock of a store on another machine may be ahead.
const GRACE: Duration = Duration::from_secs(60);

type SendFuture<'a, T> = Pin<Box<dyn Future<Output = Result<T, BoxError>> + Send + 'a>>;

/// A boxed [`RevocationStore`] of any type.
pub(crate) struct DynRevocationStore(Box<dyn AnyStore>);

/// The object-safe form of [`RevocationStore`], with boxed futures.
trait AnyStore: Send + Sync {
    fn revoke<'a>(&'a self, revocation: Revocation<'a>) -> SendFuture<'a, ()>;
    fn is_revoked<'a>(&'a self, token_id: &'a str) -> SendFuture<'a, bool>;
}

impl<S: RevocationStore> AnyStore for S {
    fn revoke<'a>(&'a self, revocation: Revocation<'a>) -> SendFuture<'a, ()> {
        Box::pin(async move { Ok(RevocationStore::revoke(self, revocation).await?) })
    }

    fn is_revoked<'a>(&'a self, token_id: &'a str) -> SendFuture<'a, bool> {
        Box::pin(async move { Ok(RevocationStore::is_revoked(self, token_id).await?) })
    }
}

impl DynRevocationStore {
    pub(crate) fn new(store: impl RevocationStore) -> Self {
        Self(Box::new(store))
    }

    /// Checks that the token is not revoked; a store that fails rejects the token.
    pub(crate) async fn check_not_revoked(
        &self,
        token: &DecodedToken,
        settings: &Settings,
    ) -> Result<(), JwtError> {
        match self.0.is_revoked(token_id(token)?).await {
            Ok(false) => Ok(()),
            Ok(true) => Err(JwtError::RevokedToken {
                token: token.clone(),
            }),
            Err(error) => Err(settings.store_failed(StoreOperation::IsRevoked, error)),
        }
    }

    /// Revokes a token for as long as it would be accepted.
    pub(crate) async fn revoke(
        &self,
        token: &DecodedToken,
        settings: &Settings,
    ) -> Result<(), JwtError> {
        let revocation = revocation_of(token, settings.leeway.late)?;
        self.0
            .revoke(revocation)
            .await
            .map_err(|error| settings.store_failed(StoreOperation::Revoke, error))?;
        settings.events.revoked(&TokenRevoked { token });
        Ok(())
    }
}

/// The id by which a token is revoked; a token without one can't be.
fn token_id(token: &DecodedToken) -> Result<&str, JwtError> {
    token
        .revocation_id()
        .ok_or_else(|| JwtError::missing_claim("jti"))
}

/// The revocation of a token: kept until [`GRACE`] after the token counts as expired.
fn revocation_of(token: &DecodedToken, leeway: f64) -> Result<Revocation<'_>, JwtError> {
    let token_id = token_id(token)?;
    let Some(expires_at) = token.claims()["exp"].as_f64() else {
        return Ok(Revocation::for_ever(token_id));
    };
    let seconds = (expires_at.trunc() + leeway).max(0.0);
    Ok(
        match Duration::try_from_secs_f64(seconds)
            .ok()
            .and_then(|since| UNIX_EPOCH.checked_add(since)?.checked_add(GRACE))
        {
            Some(forget_at) => Revocation::until(token_id, forget_at),
            // Too far in the future for a `SystemTime`.
            None => Revocation::for_ever(token_id),
        },
    )
}
