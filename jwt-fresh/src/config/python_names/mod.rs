//! Options under their Python names, from the environment and from JSON.

pub(crate) mod by_name;
pub(crate) mod given;
pub(crate) mod library;
pub(crate) mod readers;
pub(crate) mod table;
