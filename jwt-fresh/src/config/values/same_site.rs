//! The `SameSite` attribute of cookies (RFC 6265bis).

/// Whether a browser sends a cookie along with requests that other sites start (RFC 6265bis).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SameSite {
    /// Never.
    Strict,
    /// Only when the user follows a link.
    Lax,
    /// Always; browsers then require `Secure`.
    None,
}
