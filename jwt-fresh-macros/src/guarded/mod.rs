//! `#[jwt_guarded]` and `#[jwt_public]`: they read a module and change nothing in it.
//!
//! Imports from `expand::fallback`, `check`, `parse`, `diagnostics` and `attribute`.

pub(crate) mod module;
pub(crate) mod public;
