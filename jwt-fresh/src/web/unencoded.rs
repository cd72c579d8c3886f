//! The compile error for a builder in place of a token, as in `json!({ "access_token": builder })`.
//!
//! The message of `Serialize` is serde's. With an implementation under a bound that no type meets, rustc
//! reports that bound, and its message is ours.

use serde::{Serialize, Serializer, ser::Error as _};

use crate::create::builder::TokenBuilder;

/// Implemented by no type. (Not for the builder: where the types are the same but for references, rustc
/// reports the bound that led to it.)
#[diagnostic::on_unimplemented(
    message = "`{T}` is not a token: it has no `.encode()?`",
    label = "a builder of a token, without `.encode()?`",
    note = "`create_access_token(..)` and `create_refresh_token(..)` return a builder; write \
            `create_access_token(..).encode()?`, or `.await?` in place of `.encode()?` where a loader \
            is async"
)]
pub trait Encoded<T> {}

#[doc(hidden)]
impl<K> Serialize for TokenBuilder<K>
where
    (): Encoded<Self>,
{
    fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        Err(S::Error::custom("a builder is not a token"))
    }
}
