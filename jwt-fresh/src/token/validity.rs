//! The validity period of a token: its `iat`, `nbf` and `exp` as numbers.

/// The time claims of a token, in whole seconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Validity {
    pub(crate) issued_at: Option<f64>,
    pub(crate) not_before: Option<f64>,
    pub(crate) expires_at: Option<f64>,
}

impl Validity {
    /// Whether the token has expired, which it has at `exp` itself (RFC 7519 section 4.1.4).
    /// `leeway` and `now` are in seconds.
    pub(crate) fn is_expired(self, leeway: f64, now: f64) -> bool {
        self.expires_at
            .is_some_and(|expires_at| expires_at <= now - leeway)
    }
}
