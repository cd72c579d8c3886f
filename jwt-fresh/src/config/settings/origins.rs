//! The checked list of trusted origins, and which other ones the log has named.

use std::sync::{Mutex, PoisonError};

use crate::{config::values::origin::Origin, error::config_error::ConfigError};

/// How many refused origins the log names: a client chooses what it sends.
const MAX_REPORTED: usize = 32;

/// The origins besides the app's own whose requests may use a token in a cookie.
pub(crate) struct TrustedOrigins {
    trusted: Vec<Origin>,
    /// Refused origins that the log has named; `None` stands for an absent or unreadable one.
    reported: Mutex<Vec<Option<Origin>>>,
}

impl TrustedOrigins {
    /// Checks that browsers could send each of them.
    pub(crate) fn check(given: &[String]) -> Result<Self, ConfigError> {
        let checked = |text: &String| {
            Origin::parse(text)
                .filter(Origin::is_sent_by_browsers)
                .ok_or(ConfigError::InvalidTrustedOrigin)
        };
        Ok(Self {
            trusted: given.iter().map(checked).collect::<Result<_, _>>()?,
            reported: Mutex::default(),
        })
    }

    /// Whether the list contains the origin.
    pub(crate) fn contains(&self, origin: &Origin) -> bool {
        self.trusted.contains(origin)
    }

    /// Logs, once for each origin, that its request was refused, and what to write if it is a mistake.
    ///
    /// The origin is the only text of a client that the log repeats here; it contains nothing but the
    /// characters of a scheme, a host name and a port.
    pub(crate) fn report(&self, origin: Option<Origin>) {
        let mut reported = self.reported.lock().unwrap_or_else(PoisonError::into_inner);
        if reported.len() >= MAX_REPORTED || reported.contains(&origin) {
            return;
        }
        match &origin {
            Some(origin) => tracing::warn!(
                "a request from another origin with a token in a cookie was refused; if the app's \
                 own pages have that origin, add it: `trusted_origins([\"{origin}\"])`"
            ),
            None => tracing::warn!(
                "a request from another site, or from a page without an origin, with a token in a \
                 cookie was refused; `trusted_origins` can't admit it, because it names no origin"
            ),
        }
        reported.push(origin);
        if reported.len() == MAX_REPORTED {
            tracing::warn!(
                "{MAX_REPORTED} origins whose requests were refused have been logged; \
                 no further ones are"
            );
        }
    }
}
