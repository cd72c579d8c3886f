//! Every rule about an attribute and its handler: from parsed syntax to a checked pair, or errors.
//!
//! Emits no tokens. Imports from `parse`, `diagnostics` and `attribute`.

pub(crate) mod attributes;
pub(crate) mod checked;
pub(crate) mod detached;
pub(crate) mod function;
pub(crate) mod item_kind;
pub(crate) mod rotation;
pub(crate) mod self_type;
