//! The rotation of a handler's refresh token: after its arguments were extracted, before it is called.

use actix_web::{HttpRequest, HttpResponse};

use crate::{
    create::session::{rotate::rotate, session_tokens::SessionTokens},
    error::jwt_error::Result,
    request::context::current::Current,
    token::{location::TokenLocation, token_type::TokenType, unverified::UnverifiedToken},
    web::{
        cookies::{cookie_pair::CookiePair, overrides::CookieOverrides},
        extract::rotated::Slot,
    },
};

/// A rotation that has begun.
pub(crate) struct Rotation(Slot);

impl Rotation {
    /// Announces the rotation to the extractor of the new tokens.
    pub(crate) fn announce(request: &HttpRequest) -> Self {
        Self(Slot::open(request))
    }

    /// Rotates. The arguments have been extracted: what fails before this has cost the client nothing.
    pub(crate) async fn run(&self) -> Result<()> {
        let tokens = rotate(&Current::require()?).await?;
        self.0.fill(tokens);
        Ok(())
    }

    /// Sets the cookies, if the refresh token came in one.
    pub(crate) fn finish(&self, response: &mut HttpResponse) -> Result<()> {
        let Some(tokens) = self.0.tokens() else {
            return Ok(());
        };
        let current = Current::require()?;
        let is_by_cookie = current.read(|context| context.location == TokenLocation::Cookies);
        if is_by_cookie.unwrap_or_default() {
            set_cookies(response, tokens, &current)?;
        }
        Ok(())
    }
}

/// Sets the cookies of both tokens.
pub(crate) fn set_cookies(
    response: &mut HttpResponse,
    tokens: &SessionTokens,
    current: &Current,
) -> Result<()> {
    let overrides = CookieOverrides::new();
    for (token_type, token) in [
        (TokenType::Access, tokens.access_token()),
        (TokenType::Refresh, tokens.refresh_token()),
    ] {
        let cookies = CookiePair::new(current.manager().settings(), token_type, &overrides)?;
        // Made a moment ago, by this manager.
        let token_read = UnverifiedToken::read(token.as_bytes())?;
        let csrf = token_read.claims()["csrf"].as_str().map(str::to_owned);
        let csrf = csrf.filter(|_| cookies.has_csrf_cookie());
        cookies.set(response, token, csrf.as_deref())?;
    }
    current.note_changed_cookies();
    Ok(())
}
