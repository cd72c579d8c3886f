//! The cause of an error, in a form that clones and that is never printed.

use std::{error::Error, fmt, ops::Deref, sync::Arc};

/// The cause of a [`JwtError`](crate::JwtError) that is opaque to clients: an error of the app's
/// own, or of a library.
///
/// It is what [`Error::source`] of the `JwtError` returns, where it can be downcast. No client gets
/// to see it, and neither `Display` nor `Debug` of the `JwtError` print it, as it may contain a
/// secret, such as the URL of a database.
///
/// ```
/// use std::{error::Error, io};
/// use jwt_fresh::JwtError;
///
/// let error = JwtError::callback_failed(io::Error::other("redis://admin:pw@db"));
/// assert_eq!(error.to_string(), "a callback failed");
/// assert!(!format!("{error:?}").contains("admin"));
/// assert!(error.source().is_some_and(|source| source.is::<io::Error>()));
/// ```
#[derive(Clone)]
pub struct ErrorSource(Arc<dyn Error + Send + Sync>);

impl ErrorSource {
    /// The cause: an error, or a message.
    #[must_use]
    pub fn new(error: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self(Arc::from(error.into()))
    }
}

impl Deref for ErrorSource {
    type Target = dyn Error + Send + Sync;

    fn deref(&self) -> &Self::Target {
        &*self.0
    }
}

impl fmt::Debug for ErrorSource {
    /// Redacted, as the error may contain a secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ErrorSource").finish_non_exhaustive()
    }
}

impl PartialEq for ErrorSource {
    /// Two causes are equal if their messages are.
    fn eq(&self, other: &Self) -> bool {
        self.0.to_string() == other.0.to_string()
    }
}

impl Eq for ErrorSource {}
