//! Setting and unsetting the cookies that carry tokens.

mod arguments;
mod response;
mod set;
mod set_cookie;
mod unset;

pub use arguments::CookieArguments;
pub use response::SetCookies;
pub use set::{
    set_access_cookies, set_access_cookies_with, set_refresh_cookies, set_refresh_cookies_with,
};
pub use unset::{
    unset_access_cookies, unset_access_cookies_with, unset_jwt_cookies, unset_jwt_cookies_with,
    unset_refresh_cookies, unset_refresh_cookies_with,
};

use crate::{JwtError, Result, context::Current};

/// The current request, of an app that looks for tokens in cookies where that is insisted on.
fn current_with_cookies() -> Result<Current> {
    let current = Current::require()?;
    let settings = current.manager().settings();
    if settings.dialect.cookies_must_be_in_use && !settings.cookies.in_use() {
        return Err(JwtError::CookiesNotInUse);
    }
    Ok(current)
}
