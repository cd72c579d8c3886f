//! How long sessions last, how many there are, and how their refresh tokens are rotated.

use std::time::Duration;

use crate::{
    config::values::{lifetime::Lifetime, per_type::PerTokenType},
    error::config_error::ConfigError,
};

/// The options of sessions.
#[derive(Clone)]
pub(crate) struct SessionOptions {
    /// From the login to the end, whatever happens.
    pub(crate) lifetime: Duration,
    /// Of one identity.
    pub(crate) max_sessions: u32,
    pub(crate) refuse_when_full: bool,
    pub(crate) grace: Duration,
    /// `None` for 10 seconds, but no longer than the grace.
    pub(crate) settle: Option<Duration>,
    /// `None` for the lifetime of access tokens and 10 minutes.
    pub(crate) heal_within: Option<Duration>,
    /// How long after sessions began tokens without one were still made.
    pub(crate) rollout: Duration,
    /// Whether sessions are checked, but none is started.
    pub(crate) reading_only: bool,
    /// Whether the session of an access token is not looked up.
    pub(crate) at_refresh_only: bool,
}

/// How young a generation is that is not counted on yet.
const SETTLE: Duration = Duration::from_secs(10);
/// How much longer than an access token a token ahead of the store counts.
const HEAL_MARGIN: Duration = Duration::from_secs(10 * 60);

impl SessionOptions {
    /// Checks that a session can last, and that the times of a rotation fit each other.
    pub(crate) fn check(&self) -> Result<(), ConfigError> {
        if self.lifetime < Duration::from_secs(1) {
            return Err(ConfigError::ZeroTimeout {
                option: "session_lifetime",
            });
        }
        if self.max_sessions == 0 {
            return Err(ConfigError::NoSessions);
        }
        match self.settle {
            Some(settle) if settle > self.grace => Err(ConfigError::SettleBeyondGrace {
                settle,
                grace: self.grace,
            }),
            _ => Ok(()),
        }
    }

    /// How young a generation is that is not counted on yet.
    pub(crate) fn settle(&self) -> Duration {
        self.settle.unwrap_or(SETTLE).min(self.grace)
    }

    /// How old a token ahead of the store is at most.
    pub(crate) fn heal_within(&self, lifetimes: &PerTokenType<Lifetime>) -> Duration {
        let access = match lifetimes.access {
            Lifetime::Seconds(seconds) => Duration::from_secs(u64::try_from(seconds).unwrap_or(0)),
            Lifetime::Never => Duration::ZERO,
        };
        self.heal_within
            .unwrap_or_else(|| access.saturating_add(HEAL_MARGIN))
    }
}
