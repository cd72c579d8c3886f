//! The extractor [`Rotated`]: the tokens that a rotation has made.

use std::{
    cell::OnceCell,
    fmt,
    future::{Ready, ready},
    ops::Deref,
    rc::Rc,
};

use actix_web::{FromRequest, HttpMessage as _, HttpRequest, dev::Payload};

use crate::{
    create::session::session_tokens::SessionTokens,
    error::{events::rate_limit::log_limited, jwt_error::JwtError},
};

/// The new tokens of a handler with `rotate`, to be handed out.
///
/// It dereferences to [`SessionTokens`]. Where the refresh token came in a cookie, the cookies are set by
/// themselves.
///
/// ```
/// use actix_web::{Responder, post, web};
/// use jwt_fresh::{Rotated, jwt_refresh_token_required};
///
/// #[post("/refresh")]
/// #[jwt_refresh_token_required(rotate)]
/// async fn refresh(rotated: Rotated) -> impl Responder {
///     web::Json(rotated.tokens().clone())
/// }
/// ```
///
/// The refresh token that the request came with can be used again for
/// [`rotation_grace`](crate::JwtConfig::rotation_grace), if the answer gets lost; a later use ends the session.
#[derive(Clone)]
pub struct Rotated(Slot);

/// Where the tokens are put between the extraction of the arguments and the call of the handler.
#[derive(Clone, Default)]
pub(crate) struct Slot(Rc<OnceCell<SessionTokens>>);

impl Slot {
    /// Announces to the extractor that the request's token will be rotated.
    pub(crate) fn open(request: &HttpRequest) -> Self {
        let slot = Self::default();
        request.extensions_mut().insert(slot.clone());
        slot
    }

    pub(crate) fn fill(&self, tokens: SessionTokens) {
        // Opened for one request, and filled once.
        let _ = self.0.set(tokens);
    }

    pub(crate) fn tokens(&self) -> Option<&SessionTokens> {
        self.0.get()
    }
}

impl Rotated {
    /// The new tokens.
    pub fn tokens(&self) -> &SessionTokens {
        // The handler is called after the slot was filled.
        self.0.tokens().unwrap_or(SessionTokens::none())
    }
}

impl Deref for Rotated {
    type Target = SessionTokens;

    fn deref(&self) -> &SessionTokens {
        self.tokens()
    }
}

impl fmt::Debug for Rotated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rotated").finish_non_exhaustive()
    }
}

impl FromRequest for Rotated {
    type Error = JwtError;
    type Future = Ready<Result<Self, JwtError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(match request.extensions().get::<Slot>() {
            Some(slot) => Ok(Self(slot.clone())),
            None => {
                log_limited!(
                    error,
                    "`Rotated` is an argument of a handler that rotates nothing; \
                     write `#[jwt_refresh_token_required(rotate)]`"
                );
                Err(JwtError::NotProtected)
            }
        })
    }
}
