//! The error for a token that is not well formed.

use std::borrow::Cow;

/// Why a segment, a header or a payload can't be read.
///
/// The message never repeats what the client sent.
#[derive(Debug)]
pub(crate) struct Malformed {
    message: Cow<'static, str>,
    kind: MalformedKind,
}

/// What is wrong with the token.
#[derive(Clone, Copy, Debug)]
pub(crate) enum MalformedKind {
    /// Its form.
    Text,
    /// The algorithm that it names.
    Algorithm,
    /// A critical extension, none of which is supported.
    Extension,
}

impl Malformed {
    pub(crate) fn new(message: impl Into<Cow<'static, str>>) -> Self {
        Self::of(MalformedKind::Text, message)
    }

    pub(crate) fn of(kind: MalformedKind, message: impl Into<Cow<'static, str>>) -> Self {
        Self {
            message: message.into(),
            kind,
        }
    }

    pub(crate) const fn kind(&self) -> MalformedKind {
        self.kind
    }

    pub(crate) fn into_message(self) -> Cow<'static, str> {
        self.message
    }
}
