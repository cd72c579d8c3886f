//! The options of [`JwtConfig`] about sessions.

use std::time::Duration;

use crate::config::jwt_config::JwtConfig;

/// Without a [`session_store`](crate::JwtManagerBuilder::session_store) these options do nothing.
impl JwtConfig {
    /// The longest time from a login to the end of its session, however often it is refreshed. Defaults to
    /// 90 days.
    ///
    /// A session that is not used ends earlier: with its refresh token, by
    /// [`refresh_token_expires`](Self::refresh_token_expires). No token of a session is valid beyond its
    /// end. Less than a second is an error of [`build`](crate::JwtManagerBuilder::build).
    pub fn session_lifetime(mut self, lifetime: Duration) -> Self {
        self.sessions.lifetime = lifetime;
        self
    }

    /// How many sessions an identity can have at a time. Defaults to 100.
    ///
    /// At the next login, the one that was used least recently ends; see
    /// [`refuse_login_when_full`](Self::refuse_login_when_full). Zero is an error of
    /// [`build`](crate::JwtManagerBuilder::build).
    pub fn max_sessions(mut self, sessions: u32) -> Self {
        self.sessions.max_sessions = sessions;
        self
    }

    /// Whether a login beyond [`max_sessions`](Self::max_sessions) is refused, with
    /// [`TooManySessions`](crate::JwtError::TooManySessions), and no other session ends. Defaults to
    /// `false`.
    pub fn refuse_login_when_full(mut self, refuse: bool) -> Self {
        self.sessions.refuse_when_full = refuse;
        self
    }

    /// How long a refresh token that was rotated can be used again. Defaults to 30 seconds.
    ///
    /// Such a use gets another token of the current generation: it comes from a second tab, or the answer to the
    /// first use was lost. A later use ends the session, for then one of the two who have the token is a
    /// thief. **Zero is strict: the second of two tabs that refresh at the same time ends the session of an
    /// honest user.**
    pub fn rotation_grace(mut self, grace: Duration) -> Self {
        self.sessions.grace = grace;
        self
    }

    /// How long a new refresh token is answered with another one of its generation, rather than with the
    /// next generation. Defaults to 10 seconds, or to [`rotation_grace`](Self::rotation_grace) if that is
    /// shorter.
    ///
    /// Otherwise two tabs that refresh within a moment would rotate twice, and answers that arrive in
    /// another order would leave the browser with a token that was rotated. Longer than `rotation_grace` is an error
    /// of [`build`](crate::JwtManagerBuilder::build).
    pub fn rotation_settle(mut self, settle: Duration) -> Self {
        self.sessions.settle = Some(settle);
        self
    }

    /// The greatest age of a refresh token of a generation that the store does not know yet. Defaults to
    /// the lifetime of access tokens and 10 minutes.
    ///
    /// A store that fails over can lose its last writes; a token that was made by one of them is accepted, if
    /// it is no more than 8 generations ahead. Otherwise the session ends, as nothing can be said about
    /// it any more.
    pub fn rotation_heal_within(mut self, age: Duration) -> Self {
        self.sessions.heal_within = Some(age);
        self
    }

    /// How long after the store began to keep sessions refresh tokens without one are still accepted, by the
    /// time of their `iat`. Defaults to 24 hours.
    ///
    /// Tokens from before get a session at their first use, which ends when they expire. So nobody is logged
    /// out by the deployment that turns sessions on, and instances of the app from before can go on for that
    /// long. Later ones are rejected.
    pub fn session_rollout(mut self, time: Duration) -> Self {
        self.sessions.rollout = time;
        self
    }

    /// Whether sessions are checked, but none is started. Defaults to `false`.
    ///
    /// For the deployment before the one that turns sessions on: each instance has to understand the tokens of
    /// sessions before the first one makes them.
    pub fn sessions_reading_only(mut self, reading_only: bool) -> Self {
        self.sessions.reading_only = reading_only;
        self
    }

    /// Whether the store has to know a session only at a refresh. Defaults to `false`: with each token of a
    /// session.
    ///
    /// Access tokens are then accepted until they expire also where the store does not know their session any
    /// more, such as a store in memory after a restart. What it knows to have ended is rejected all the same.
    pub fn check_sessions_at_refresh_only(mut self, at_refresh_only: bool) -> Self {
        self.sessions.at_refresh_only = at_refresh_only;
        self
    }
}
