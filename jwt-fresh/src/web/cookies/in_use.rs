//! Setting and unsetting the cookies that carry tokens.

use crate::{
    error::jwt_error::{JwtError, Result},
    request::context::current::Current,
};

/// The current request, of an app that looks for tokens in cookies where that is insisted on.
pub(crate) fn current_with_cookies() -> Result<Current> {
    let current = Current::require()?;
    let settings = current.manager().settings();
    if settings.dialect.cookies_must_be_in_use && !settings.cookies.in_use() {
        return Err(JwtError::CookiesNotInUse);
    }
    Ok(current)
}
