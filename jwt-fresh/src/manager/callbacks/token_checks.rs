//! The callbacks for a verified token: revocation check, claims verification, user lookup.

use actix_web::HttpRequest;

use crate::{
    config::settings::checked::Settings,
    error::{
        events::{event::StoreOperation, rate_limit::log_limited},
        jwt_error::JwtError,
        reason::Reason,
    },
    manager::{
        callbacks::{
            callback_set::{AnyUser, Callbacks, failed},
            request_token::{BlocklistQuery, RequestToken},
        },
        revocation::check::{self, Checked, SessionScrutiny},
        sessions::SessionAtHand,
    },
    token::decoded::decoded_token::DecodedToken,
};

impl Callbacks {
    /// Checks that the token is not revoked; a store or blocklist that fails rejects the token. Returns its
    /// session, if it has one.
    pub(crate) async fn check_not_revoked(
        &self,
        token: &DecodedToken,
        request: Option<&HttpRequest>,
        scrutiny: SessionScrutiny,
        settings: &Settings,
    ) -> Result<Option<SessionAtHand>, JwtError> {
        match self.check(token, request, scrutiny, settings).await? {
            Checked::Valid(session) => Ok(session),
            Checked::Revoked(reason) => Err(JwtError::RevokedToken {
                token: token.clone(),
                reason,
            }),
        }
    }

    /// Whether the token is revoked, for code that asks by itself: an error if there is nothing that could
    /// be asked.
    pub(crate) async fn ask_whether_revoked(
        &self,
        token: &DecodedToken,
        request: Option<&HttpRequest>,
        settings: &Settings,
    ) -> Result<Checked, JwtError> {
        let is_checked = *settings.blacklist_checks.get(token.token_type());
        let has_blocklist = self.token_in_blocklist.is_some() && is_checked;
        if self.revocation_store.is_none() && !has_blocklist {
            log_limited!(
                error,
                "it can't be found out whether a token is revoked; call `.revocation_store(..)` on the \
                 manager's builder"
            );
            return Err(JwtError::NoRevocationStore);
        }
        self.check(token, request, SessionScrutiny::Usual, settings)
            .await
    }

    /// Asks whether the token is revoked; a store or blocklist that fails is an error.
    ///
    /// A store is always queried: Quart's `blacklist_*` options apply to the callback only.
    async fn check(
        &self,
        token: &DecodedToken,
        request: Option<&HttpRequest>,
        scrutiny: SessionScrutiny,
        settings: &Settings,
    ) -> Result<Checked, JwtError> {
        let session = match &self.revocation_store {
            Some(store) => match check::check(self, store, token, scrutiny, settings).await? {
                Checked::Valid(session) => session,
                revoked @ Checked::Revoked(_) => return Ok(revoked),
            },
            None => None,
        };
        let is_checked = settings.blacklist_checks.get(token.token_type());
        let Some(is_revoked) = self.token_in_blocklist.as_ref().filter(|_| *is_checked) else {
            return Ok(Checked::Valid(session));
        };
        if token.revocation_id().is_none() {
            return Err(JwtError::missing_claim("jti"));
        }
        let answer = is_revoked(BlocklistQuery::new(token, request)).await;
        match answer.map_err(|error| settings.store_failed(StoreOperation::Callback, error))? {
            true => Ok(Checked::Revoked(Reason::Revoked)),
            false => Ok(Checked::Valid(session)),
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
