//! The callbacks for a verified token: revocation check, claims verification, user lookup.

use actix_web::HttpRequest;

use crate::{
    config::settings::checked::Settings,
    error::{events::event::StoreOperation, jwt_error::JwtError},
    manager::callbacks::{
        callback_set::{AnyUser, Callbacks, failed},
        request_token::{BlocklistQuery, RequestToken},
    },
    token::decoded::decoded_token::DecodedToken,
};

impl Callbacks {
    /// Checks that the token is not revoked; a store or blocklist that fails rejects the token.
    ///
    /// A store is always queried: Quart's `blacklist_*` options apply to the callback only.
    pub(crate) async fn check_not_revoked(
        &self,
        token: &DecodedToken,
        request: Option<&HttpRequest>,
        settings: &Settings,
    ) -> Result<(), JwtError> {
        if let Some(store) = &self.revocation_store {
            store.check_not_revoked(token, settings).await?;
        }
        let is_checked = settings.blacklist_checks.get(token.token_type());
        let Some(is_revoked) = self.token_in_blocklist.as_ref().filter(|_| *is_checked) else {
            return Ok(());
        };
        if token.revocation_id().is_none() {
            return Err(JwtError::missing_claim("jti"));
        }
        match is_revoked(BlocklistQuery::new(token, request)).await {
            Ok(false) => Ok(()),
            Ok(true) => Err(JwtError::RevokedToken {
                token: token.clone(),
            }),
            Err(error) => Err(settings.store_failed(StoreOperation::Callback, error)),
        }
    }

    /// Checks that the app accepts the token's claims.
    pub(crate) async fn check_claims(
        &self,
        token: &DecodedToken,
        request: &HttpRequest,
    ) -> Result<(), JwtError> {
        let Some(accepts) = &self.token_verification else {
            return Ok(());
        };
        match accepts(RequestToken::new(token, request)).await {
            Ok(true) => Ok(()),
            Ok(false) => Err(JwtError::ClaimsVerificationFailed {
                token: token.clone(),
            }),
            Err(error) => Err(failed("token_verification_loader", error)),
        }
    }

    /// Loads the token's user if a callback is set; a user that is not found is an error.
    pub(crate) async fn load_user(
        &self,
        token: &DecodedToken,
        request: &HttpRequest,
    ) -> Result<Option<AnyUser>, JwtError> {
        let Some(look_up) = &self.user_lookup else {
            return Ok(None);
        };
        match look_up(RequestToken::new(token, request)).await {
            Ok(Some(user)) => Ok(Some(user)),
            Ok(None) => Err(JwtError::UserLookupFailed {
                token: token.clone(),
            }),
            Err(error) => Err(failed("user_lookup_loader", error)),
        }
    }
}
