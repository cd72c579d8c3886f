//! JSON whose numbers keep their text: read, shown as `serde_json` values, deserialized, written.
//!
//! Independent of the features of `serde_json`, which any crate of an app can turn on.

pub(crate) mod canonical;
pub(crate) mod deserializer;
pub(crate) mod given;
pub(crate) mod number;
pub(crate) mod scanner;
pub(crate) mod shown;
pub(crate) mod writer;
