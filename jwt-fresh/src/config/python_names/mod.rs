//! Options set by their Python names, from the environment and from JSON.

pub(crate) mod by_name;
pub(crate) mod parsers;
pub(crate) mod raw_value;
pub(crate) mod table;
