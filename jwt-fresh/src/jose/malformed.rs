//! The error for a token that is not well formed.

use std::borrow::Cow;

/// Why a segment, a header or a payload can't be read.
///
/// The message never repeats what the client sent.
#[derive(Debug)]
pub(crate) struct Malformed(Cow<'static, str>);

impl Malformed {
    pub(crate) fn new(message: impl Into<Cow<'static, str>>) -> Self {
        Self(message.into())
    }

    pub(crate) fn into_message(self) -> Cow<'static, str> {
        self.0
    }
}
