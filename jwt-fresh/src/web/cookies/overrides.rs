//! What the functions that set and unset cookies can be told.

use std::time::Duration;

/// What one response says differently of its cookies than the configuration.
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct CookieOverrides {
    pub(crate) max_age: Option<Duration>,
    pub(crate) domain: Option<String>,
}

impl CookieOverrides {
    /// Nothing different.
    pub fn new() -> Self {
        Self::default()
    }

    /// How long the cookies live, to the second; zero is the configuration's own value, as in
    /// Python.
    pub fn max_age(mut self, max_age: Duration) -> Self {
        self.max_age = Some(max_age).filter(|max_age| !max_age.is_zero());
        self
    }

    /// The domain that the cookies are sent to, with its subdomains.
    ///
    /// A cookie whose name begins with `__Host-` can have none.
    pub fn domain(mut self, domain: impl Into<String>) -> Self {
        self.domain = Some(domain.into());
        self
    }
}
