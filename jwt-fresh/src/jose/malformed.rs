//! Why bytes are not a well-formed token.

use std::borrow::Cow;

/// The message about a segment, a header or a payload that can't be read.
///
/// It never repeats what the client sent.
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
