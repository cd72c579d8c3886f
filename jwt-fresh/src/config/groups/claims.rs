//! The names of the claims that an app can rename.

use std::borrow::Cow;

/// The names of the claims that an app can rename.
#[derive(Clone)]
pub(crate) struct ClaimNames {
    pub(crate) identity: Cow<'static, str>,
    /// The claim that nests the app's own claims; `None` puts them at the top level.
    pub(crate) user_claims: Option<Cow<'static, str>>,
    pub(crate) roles: Cow<'static, str>,
    /// `None` for `scope`, or `scopes` where that is absent.
    pub(crate) scopes: Option<Cow<'static, str>>,
    /// The claims given to a token builder that a renewal carries over.
    pub(crate) carried: Vec<String>,
}
