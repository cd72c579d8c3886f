//! Setting and unsetting the cookies that carry tokens.

pub(crate) mod arguments;
pub(crate) mod response;
pub(crate) mod set;
pub(crate) mod set_cookie;
pub(crate) mod unset;

use crate::{
    context::Current,
    error::{JwtError, Result},
};

/// The current request, of an app that looks for tokens in cookies where that is insisted on.
fn current_with_cookies() -> Result<Current> {
    let current = Current::require()?;
    let settings = current.manager().settings();
    if settings.dialect.cookies_must_be_in_use && !settings.cookies.in_use() {
        return Err(JwtError::CookiesNotInUse);
    }
    Ok(current)
}
