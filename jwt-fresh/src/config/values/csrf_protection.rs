//! How requests with a token in a cookie are protected against cross-site request forgery.

/// How a request with a token in a cookie proves that another origin did not start it; see
/// [`csrf_protection`](crate::JwtConfig::csrf_protection).
///
/// ```
/// use jwt_fresh::{CsrfProtection, JwtConfig, TokenLocation};
///
/// let config = JwtConfig::new("a secret of at least thirty-two bytes")
///     .token_locations([TokenLocation::Cookies])
///     .csrf_protection(CsrfProtection::DoubleSubmit);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CsrfProtection {
    /// The request sends the CSRF value of its token, in a header or in a form field. The Python
    /// libraries do this.
    DoubleSubmit,
    /// The browser says in `Sec-Fetch-Site` (W3C Fetch Metadata), or in `Origin`, that the request
    /// comes from the app's own origin or from a [trusted](crate::JwtConfig::trusted_origins) one.
    ///
    /// Scripts need no CSRF value. New tokens contain one and its cookie is set all the same, so that
    /// the app can go back to the other variants while users are logged in.
    ///
    /// A request with neither header passes: it does not come from a current browser. **A proxy that
    /// removes both headers turns this protection off.**
    FetchMetadata,
    /// Both: `Sec-Fetch-Site` and `Origin` are checked first, and then the CSRF value.
    Both,
}

impl CsrfProtection {
    /// Whether the request has to send the token's CSRF value.
    pub(crate) fn compares_values(self) -> bool {
        matches!(self, Self::DoubleSubmit | Self::Both)
    }

    /// Whether `Sec-Fetch-Site` and `Origin` are checked.
    pub(crate) fn reads_fetch_metadata(self) -> bool {
        matches!(self, Self::FetchMetadata | Self::Both)
    }
}
