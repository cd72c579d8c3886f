//! Sessions: starting, rotating, listing and ending them.

use actix_web::HttpRequest;
use serde::Serialize;

use crate::{
    create::session::{
        rotate::rotate,
        session_builder::{SessionBuilder, require_sessions},
        session_tokens::SessionTokens,
    },
    error::{
        jwt_error::{JwtError, Result},
        reason::Reason,
    },
    manager::{jwt_manager::JwtManager, sessions::SessionAtHand},
    request::context::current::{Authenticated, Current},
    stores::session::{owner::SessionOwner, session_info::SessionInfo},
    token::{identity::Identity, ids::session_id::SessionId},
    web::{cookies::response::SetCookies, log_out::LogOut},
};

/// Logs a user in: starts a session, and makes its access token and its refresh token.
///
/// The manager needs a [`session_store`](crate::JwtManagerBuilder::session_store). The access token is
/// fresh. A session that the request already has ends. Await the builder:
///
/// ```
/// use actix_web::{Responder, post, web};
/// use jwt_fresh::start_session;
///
/// #[post("/login")]
/// async fn login(/* after the password was checked */) -> jwt_fresh::Result<impl Responder> {
///     Ok(web::Json(start_session("alice").label("Firefox on Linux").await?))
/// }
/// ```
///
/// # Errors
///
/// [`NoSessionStore`](JwtError::NoSessionStore) without such a store;
/// [`BlocklistUnavailable`](JwtError::BlocklistUnavailable) if it failed;
/// [`TooManySessions`](JwtError::TooManySessions) with
/// [`refuse_login_when_full`](crate::JwtConfig::refuse_login_when_full); otherwise as
/// [`TokenBuilder::encode`](crate::TokenBuilder::encode).
pub fn start_session(identity: impl Serialize) -> SessionBuilder {
    SessionBuilder::new(identity, None)
}

/// Logs the user out: ends the sessions of the request's tokens, and unsets their cookies.
///
/// It looks for tokens in the headers, the cookies and the query string, as far as these are
/// [`token_locations`](crate::JwtConfig::token_locations); one in the body is handed over by
/// [`with`](LogOut::with). They may have expired, so the handler needs no attribute. A token without a
/// session is revoked. Once this has returned, all of it is rejected.
///
/// ```
/// use actix_web::{HttpRequest, HttpResponse, post};
/// use jwt_fresh::log_out;
///
/// #[post("/logout")]
/// async fn logout(request: HttpRequest) -> jwt_fresh::Result<HttpResponse> {
///     let mut response = HttpResponse::NoContent();
///     log_out(&request, &mut response).await?;
///     Ok(response.finish())
/// }
/// ```
///
/// - A token in a cookie counts only with the CSRF value of its own; then all cookies of the same identity
///   go with it, and all are unset. A token in a header or the query string speaks for itself, and not
///   for cookies.
/// - Without any token of this app the cookies are unset, unless the request is a GET or another site's.
/// - Of two identities only one is logged out by one proof.
///
/// # Errors
///
/// [`CsrfFailed`](JwtError::CsrfFailed) or [`CrossOrigin`](JwtError::CrossOrigin) if all that there is are
/// cookies without their CSRF value, and nothing is unset then; [`MissingToken`](JwtError::MissingToken) if
/// there is nothing, on a GET or from another site; [`InvalidToken`](JwtError::InvalidToken) if a token that
/// is handed over is of another identity, and nothing is ended then;
/// [`BlocklistUnavailable`](JwtError::BlocklistUnavailable) if the store failed: the cookies stay, so that a
/// repetition can end it; [`NoRevocationStore`](JwtError::NoRevocationStore) without a store;
/// [`MissingManager`](JwtError::MissingManager) outside a request.
pub fn log_out<'r, R: SetCookies>(request: &'r HttpRequest, response: &'r mut R) -> LogOut<'r, R> {
    LogOut::new(request, response)
}

/// Uses the request's refresh token for the next one, and makes both tokens of the session.
///
/// For handlers that decide by themselves whether to rotate. Otherwise
/// `#[jwt_refresh_token_required(rotate)]` does it. The new tokens have to be handed out: the old refresh
/// token is of no use after [`rotation_grace`](crate::JwtConfig::rotation_grace).
///
/// # Errors
///
/// [`RevokedToken`](JwtError::RevokedToken) if the token is of no use, such as one that was used before, which
/// also ends the session; [`WrongTokenType`](JwtError::WrongTokenType) if it is no refresh token; otherwise as
/// [`start_session`].
pub async fn rotate_session() -> Result<SessionTokens> {
    let current = Current::require()?;
    rotate(&current).await
}

/// Ends one session of the current request's identity, such as one from the list of
/// [`sessions_of`](JwtManager::sessions_of).
///
/// Once this has returned, its tokens are rejected on every machine that shares the store. A session of
/// another identity is not touched.
///
/// # Errors
///
/// [`MissingToken`](JwtError::MissingToken) if the request is not authenticated;
/// [`NoRevocationStore`](JwtError::NoRevocationStore) without a store;
/// [`BlocklistUnavailable`](JwtError::BlocklistUnavailable) if it failed.
pub async fn revoke_session(session: SessionId) -> Result<()> {
    let (current, context) = authenticated()?;
    let subject = context.token.identity().key();
    let owner = owner_of(&context, &subject);
    let manager = current.manager();
    manager.revocations().end_session(owner, session).await
}

/// Ends all sessions of the current request's identity but the request's own: "log out my other devices".
///
/// # Errors
///
/// As [`revoke_session`]; [`RevokedToken`](JwtError::RevokedToken) if the request's token has no session that
/// could be kept.
pub async fn revoke_other_sessions() -> Result<()> {
    let (current, context) = authenticated()?;
    let kept = session_of(&context)?;
    let subject = context.token.identity().key();
    let owner = owner_of(&context, &subject);
    let manager = current.manager();
    manager.revocations().end_all(owner, Some(kept.id)).await
}

/// The session that the current request's token belongs to; `None` if it has none.
#[must_use]
pub fn get_session_id() -> Option<SessionId> {
    Current::with(|current| current.read_or_note(Authenticated::session))??
        .map(|session| session.id)
}

impl JwtManager {
    /// [`start_session`](crate::start_session) outside of a request.
    pub fn start_session(&self, identity: impl Serialize) -> SessionBuilder {
        SessionBuilder::new(identity, Some(self.clone()))
    }

    /// The sessions of an identity that have not ended, the one that was used last first.
    ///
    /// ```
    /// # use actix_web::{Responder, get, web};
    /// use jwt_fresh::{JwtManager, get_jwt_identity, get_session_id, jwt_required};
    ///
    /// #[get("/devices")]
    /// #[jwt_required]
    /// async fn devices(jwt: web::Data<JwtManager>) -> jwt_fresh::Result<impl Responder> {
    ///     let mine = get_session_id();
    ///     let sessions = jwt.sessions_of(&get_jwt_identity()).await?;
    ///     let lines = sessions.iter().map(|session| {
    ///         let here = if Some(session.id()) == mine { " (this one)" } else { "" };
    ///         format!("{} {}{here}\n", session.id(), session.label().unwrap_or("?"))
    ///     });
    ///     Ok(lines.collect::<String>())
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// [`NoSessionStore`](JwtError::NoSessionStore) without such a store;
    /// [`BlocklistUnavailable`](JwtError::BlocklistUnavailable) if it failed.
    pub async fn sessions_of(&self, identity: &Identity) -> Result<Vec<SessionInfo>> {
        let subject = identity.key();
        require_sessions(self)?.list(self.owner(&subject)).await
    }

    /// Ends one session of an identity, as [`revoke_session`](crate::revoke_session) does for the identity of the
    /// request.
    ///
    /// # Errors
    ///
    /// As [`revoke_session`](crate::revoke_session).
    pub async fn revoke_session(&self, identity: &Identity, session: SessionId) -> Result<()> {
        let subject = identity.key();
        let owner = self.owner(&subject);
        self.revocations().end_session(owner, session).await
    }

    /// Logs an identity out everywhere: ends all of its sessions, and revokes its tokens without one.
    ///
    /// What begins after this has returned is not affected, in the same millisecond too.
    ///
    /// # Errors
    ///
    /// As [`revoke_session`](crate::revoke_session).
    pub async fn revoke_all(&self, identity: &Identity) -> Result<()> {
        let subject = identity.key();
        let owner = self.owner(&subject);
        self.revocations().end_all(owner, None).await
    }

    /// An identity of this manager's tokens.
    fn owner<'t>(&'t self, subject: &'t str) -> SessionOwner<'t> {
        SessionOwner::new(subject).with_issuer(self.settings().encode.issuer.as_deref())
    }
}

/// The request's context, or an error.
fn authenticated() -> Result<(Current, Authenticated)> {
    let current = Current::require()?;
    match current.context() {
        Some(context) => Ok((current, context)),
        None => Err(JwtError::missing_token("Missing JWT")),
    }
}

fn owner_of<'t>(context: &'t Authenticated, subject: &'t str) -> SessionOwner<'t> {
    SessionOwner::new(subject).with_issuer(context.token.issuer())
}

fn session_of(context: &Authenticated) -> Result<SessionAtHand> {
    context.session().ok_or_else(|| JwtError::RevokedToken {
        token: context.token.clone(),
        reason: Reason::SessionUnknown,
    })
}
