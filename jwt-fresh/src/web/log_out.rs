//! `LogOut`: ends what the tokens of a request stand for, and unsets their cookies.
//!
//! A log-out has to work for whoever can't be let in any more, such as with an expired access token, and
//! must not be one that another site starts. So no token has to be of a certain type here, and a cookie counts
//! only with the CSRF value of its own token.

use std::{
    fmt,
    future::{Future, IntoFuture},
    pin::Pin,
    time::Duration,
};

use actix_web::{HttpRequest, http::Method};

use crate::{
    config::values::lifetime::Lifetime,
    error::jwt_error::{JwtError, Result},
    manager::jwt_manager::JwtManager,
    request::{
        context::current::Current,
        locations::{cookie, fetch_metadata, header, query},
    },
    token::{
        decoded::decoded_token::DecodedToken, location::TokenLocation, numeric_date::numeric_date,
        token_type::TokenType,
    },
    web::cookies::{cookie_pair::CookiePair, overrides::CookieOverrides, response::SetCookies},
};

/// A log-out; awaiting it ends the sessions and unsets the cookies.
///
/// [`log_out`](crate::log_out) returns one.
#[must_use = "nobody is logged out until the log-out is awaited"]
pub struct LogOut<'r, R> {
    request: &'r HttpRequest,
    response: &'r mut R,
    handed_over: Vec<String>,
}

impl<'r, R: SetCookies> LogOut<'r, R> {
    pub(crate) fn new(request: &'r HttpRequest, response: &'r mut R) -> Self {
        Self {
            request,
            response,
            handed_over: Vec::new(),
        }
    }

    /// Also ends what this token stands for, such as the refresh token in the body. It may have expired,
    /// and has to be of the same identity as the tokens of the request.
    pub fn with(mut self, token: impl Into<String>) -> Self {
        self.handed_over.push(token.into());
        self
    }

    async fn run(self) -> Result<()> {
        let current = Current::require()?;
        let manager = current.manager().clone();
        let found = Found::of(self.request, &self.handed_over, &current, &manager).await?;
        let ended = found.into_ended()?;
        for token in &ended.tokens {
            // What is revoked already is no error.
            manager.revocations().revoke(token).await?;
        }
        if ended.tokens.is_empty() && !may_unset(self.request, &manager) {
            return Err(JwtError::missing_token("Missing JWT"));
        }
        if ended.unsets_cookies && manager.settings().cookies.in_use() {
            current.note_changed_cookies();
            let overrides = CookieOverrides::new();
            for token_type in [TokenType::Access, TokenType::Refresh] {
                CookiePair::new(manager.settings(), token_type, &overrides)?
                    .unset(self.response)?;
            }
        }
        Ok(())
    }
}

/// The tokens that a request came with, with valid signatures; expired ones are among them.
#[derive(Default)]
struct Found {
    /// In a header, the query string, or handed over by the app: who has one may end it.
    by_themselves: Vec<DecodedToken>,
    /// In cookies, with the CSRF value of their own.
    proven: Vec<DecodedToken>,
    /// In cookies, without it.
    unproven: Vec<DecodedToken>,
    /// Why the last of those was not proven.
    fault: Option<JwtError>,
}

/// What ends.
struct Ended {
    tokens: Vec<DecodedToken>,
    unsets_cookies: bool,
}

impl Found {
    async fn of(
        request: &HttpRequest,
        handed_over: &[String],
        current: &Current,
        manager: &JwtManager,
    ) -> Result<Self> {
        let mut found = Self::default();
        let settings = manager.settings();
        let search = &settings.locations.search;
        if search.contains(&TokenLocation::Headers)
            && let Ok(raw) = header::find(request.headers(), settings)
        {
            let token = read(&raw.text, None, request, current, manager).await;
            found.by_themselves.extend(known(token)?);
        }
        if search.contains(&TokenLocation::QueryString)
            && let Ok(raw) = query::find(request.query_string(), settings)
        {
            let token = read(&raw.text, None, request, current, manager).await;
            found.by_themselves.extend(known(token)?);
        }
        if search.contains(&TokenLocation::Cookies) {
            for token_type in [TokenType::Access, TokenType::Refresh] {
                for sent in cookie::all(request, token_type, settings) {
                    found.take_cookie(sent, request, current, manager).await?;
                }
            }
        }
        for text in handed_over {
            let token = read(text.as_bytes(), None, request, current, manager).await;
            let Some(token) = known(token)? else {
                continue;
            };
            if !found.all().all(|other| is_same_identity(other, &token)) {
                return Err(JwtError::invalid_token("The token is of another identity"));
            }
            found.by_themselves.push(token);
        }
        Ok(found)
    }

    /// Sorts a cookie in.
    async fn take_cookie(
        &mut self,
        sent: cookie::SentToken<'_>,
        request: &HttpRequest,
        current: &Current,
        manager: &JwtManager,
    ) -> Result<()> {
        let token = read(sent.text, None, request, current, manager).await;
        let Some(token) = known(token)? else {
            return Ok(());
        };
        let proof = match sent.csrf {
            Ok(None) => Ok(()),
            Ok(csrf) => read(sent.text, csrf, request, current, manager)
                .await
                .map(|_| ()),
            Err(fault) => Err(fault),
        };
        match proof {
            Ok(()) => self.proven.push(token),
            Err(fault) => {
                self.unproven.push(token);
                self.fault = Some(fault);
            }
        }
        Ok(())
    }

    fn all(&self) -> impl Iterator<Item = &DecodedToken> {
        self.by_themselves.iter().chain(&self.proven)
    }

    /// What ends: what is proven, and with a cookie that is, the other cookies of the same identity.
    fn into_ended(self) -> Result<Ended> {
        let has_proven = !self.proven.is_empty();
        if !has_proven && self.by_themselves.is_empty() {
            // Somebody else may have sent the request.
            if let Some(fault) = self.fault {
                return Err(fault);
            }
        }
        let with_them = self.unproven.into_iter().filter(|token| {
            let proven = &self.proven;
            proven.iter().any(|proven| is_same_identity(proven, token))
        });
        let with_them: Vec<_> = with_them.collect();
        let is_by_header_alone = !self.by_themselves.is_empty() && !has_proven;
        let mut tokens = self.by_themselves;
        tokens.extend(self.proven);
        tokens.extend(with_them);
        Ok(Ended {
            tokens,
            unsets_cookies: !is_by_header_alone,
        })
    }
}

/// The token, unless it is garbage, which stands for nothing. A failure of the app is none of the token.
fn known(token: Result<DecodedToken>) -> Result<Option<DecodedToken>> {
    match token {
        Ok(token) => Ok(Some(token)),
        Err(error) if error.reason().is_failure() => Err(error),
        Err(_) => Ok(None),
    }
}

/// The contents of a token of this app that has expired not longer ago than its session could still last.
async fn read(
    text: &[u8],
    csrf: Option<&[u8]>,
    request: &HttpRequest,
    current: &Current,
    manager: &JwtManager,
) -> Result<DecodedToken> {
    let (settings, callbacks) = (manager.settings(), manager.callbacks());
    let key = callbacks.verifying_key_for(text, Some(request)).await?;
    let now = settings.now();
    let token = current
        .worker()
        .verify(text, csrf, key, now)?
        .into_decoded();
    let lasts = match settings.lifetime(TokenType::Refresh) {
        Lifetime::Seconds(seconds) => {
            let refresh = Duration::from_secs(u64::try_from(seconds).unwrap_or(0));
            refresh.max(settings.sessions.lifetime)
        }
        Lifetime::Never => return Ok(token),
    };
    let oldest = settings.time().checked_sub(lasts).map(numeric_date);
    let expires_at = token.validity().expires_at;
    if expires_at
        .zip(oldest)
        .is_some_and(|(exp, oldest)| exp < oldest)
    {
        return Err(JwtError::ExpiredToken { token });
    }
    Ok(token)
}

fn is_same_identity(one: &DecodedToken, other: &DecodedToken) -> bool {
    one.identity() == other.identity() && one.issuer() == other.issuer()
}

/// Whether cookies may be unset for a request without any token of this app: it comes from the app's own
/// pages, and is one that changes something.
fn may_unset(request: &HttpRequest, manager: &JwtManager) -> bool {
    let writes = !matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::OPTIONS
    );
    writes && fetch_metadata::is_from_own_pages(request, manager.settings())
}

impl<'r, R: SetCookies> IntoFuture for LogOut<'r, R> {
    type Output = Result<()>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + 'r>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.run())
    }
}

impl<R> fmt::Debug for LogOut<'_, R> {
    /// Prints nothing of the request, which contains the tokens.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LogOut").finish_non_exhaustive()
    }
}
