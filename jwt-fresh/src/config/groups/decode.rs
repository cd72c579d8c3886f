//! The options that the claims of a token are validated with.

/// The options that the claims of a token are validated with.
#[derive(Clone)]
pub(crate) struct DecodeOptions {
    /// A token must name one of them in `aud`.
    pub(crate) audience: Vec<String>,
    /// A token must name one of them in `iss`; empty accepts any issuer.
    pub(crate) issuers: Vec<String>,
    pub(crate) verify_sub: bool,
}
