//! The callbacks that judge a verified token: is it revoked, are its claims right, who is its user.

use crate::{
    config::settings::checked::Settings,
    error::{error_source::ErrorSource, jwt_error::JwtError},
    manager::callbacks::callback_set::{AnyUser, Callbacks, failed},
    token::decoded::decoded_token::DecodedToken,
};

impl Callbacks {
    /// Whether the token may still be used; a store or a blocklist that can't be asked says no.
    ///
    /// A store is there to be asked: Quart's switches are about the callback alone.
    pub(crate) async fn check_not_revoked(
        &self,
        token: &DecodedToken,
        settings: &Settings,
    ) -> Result<(), JwtError> {
        if let Some(store) = &self.revocation_store {
            store.check_not_revoked(token).await?;
        }
        let is_asked = settings.blacklist_checks.get(token.token_type());
        let Some(is_revoked) = self.token_in_blocklist.as_ref().filter(|_| *is_asked) else {
            return Ok(());
        };
        if token.revocation_id().is_none() {
            return Err(JwtError::missing_claim("jti"));
        }
        match is_revoked(token.clone()).await {
            Ok(false) => Ok(()),
            Ok(true) => Err(JwtError::RevokedToken(token.clone())),
            Err(error) => {
                tracing::error!(%error, "the blocklist could not be asked; the token is refused");
                Err(JwtError::BlocklistUnavailable(ErrorSource::new(error)))
            }
        }
    }

    /// Whether the app accepts the token's claims.
    pub(crate) async fn check_claims(&self, token: &DecodedToken) -> Result<(), JwtError> {
        let Some(accepts) = &self.token_verification else {
            return Ok(());
        };
        match accepts(token.clone()).await {
            Ok(true) => Ok(()),
            Ok(false) => Err(JwtError::ClaimsVerificationFailed(token.clone())),
            Err(error) => Err(failed("token_verification_loader", error)),
        }
    }

    /// The token's user, if the app loads users; one that is not found is an error.
    pub(crate) async fn load_user(
        &self,
        token: &DecodedToken,
    ) -> Result<Option<AnyUser>, JwtError> {
        let Some(look_up) = &self.user_lookup else {
            return Ok(None);
        };
        match look_up(token.clone()).await {
            Ok(Some(user)) => Ok(Some(user)),
            Ok(None) => Err(JwtError::UserLookupFailed(token.clone())),
            Err(error) => Err(failed("user_lookup_loader", error)),
        }
    }
}
