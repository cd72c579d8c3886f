//! `CookieOverrides`: cookie options for one response.

use std::time::Duration;

/// Overrides the configured cookie options for one response (Python's `max_age` and `domain`).
///
/// See [`set_access_cookies_with`](crate::set_access_cookies_with):
///
/// ```
/// use std::time::Duration;
/// use jwt_fresh::CookieOverrides;
///
/// let one_week = CookieOverrides::new().max_age(Duration::from_secs(7 * 24 * 60 * 60));
/// ```
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct CookieOverrides {
    pub(crate) max_age: Option<Duration>,
    pub(crate) domain: Option<String>,
}

impl CookieOverrides {
    /// Overrides nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the cookies' lifetime, rounded down to seconds. Defaults to the configured value; zero
    /// selects it too, as in Python.
    pub fn max_age(mut self, max_age: Duration) -> Self {
        self.max_age = Some(max_age).filter(|max_age| !max_age.is_zero());
        self
    }

    /// Sets the domain to which the cookies are sent, including its subdomains. Defaults to the
    /// configured value.
    ///
    /// A cookie whose name begins with `__Host-` can't have a domain.
    pub fn domain(mut self, domain: impl Into<String>) -> Self {
        self.domain = Some(domain.into());
        self
    }
}
