//! Stores of any type, chosen at run time.

pub(crate) mod any_store;
pub(crate) mod dyn_revocation_store;
pub(crate) mod dyn_session_store;
