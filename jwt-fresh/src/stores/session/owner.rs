//! [`SessionOwner`]: the identity that a session belongs to.

use std::fmt;

/// The identity that a session belongs to, and who issued its tokens.
///
/// The sessions of one owner are started, listed and ended together. The same identity of another issuer
/// is another owner.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct SessionOwner<'t> {
    subject: &'t str,
    issuer: Option<&'t str>,
}

impl<'t> SessionOwner<'t> {
    /// The owner with this canonical text, of an issuer without a name. The text is that of
    /// [`RevocationQuery::subject`](crate::RevocationQuery::subject).
    #[must_use]
    pub const fn new(subject: &'t str) -> Self {
        Self {
            subject,
            issuer: None,
        }
    }

    /// Sets the issuer, the `iss` claim of the tokens.
    #[must_use]
    pub const fn with_issuer(self, issuer: Option<&'t str>) -> Self {
        Self { issuer, ..self }
    }

    /// The canonical text of the identity.
    #[must_use]
    pub const fn subject(&self) -> &'t str {
        self.subject
    }

    /// The `iss` claim of the tokens; `None` for tokens without one.
    #[must_use]
    pub const fn issuer(&self) -> Option<&'t str> {
        self.issuer
    }
}

impl fmt::Debug for SessionOwner<'_> {
    /// Prints no identity, as it may be personal.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SessionOwner").finish_non_exhaustive()
    }
}
