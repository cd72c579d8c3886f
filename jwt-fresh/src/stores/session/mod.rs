//! Sessions in a store: what a store is asked to do with them, and how it decides.

pub(crate) mod adoption;
pub(crate) mod cutoff;
pub(crate) mod new_session;
pub(crate) mod owner;
pub(crate) mod rotation;
pub(crate) mod session_info;
pub(crate) mod session_store;
pub(crate) mod single_use;
pub(crate) mod transition;
