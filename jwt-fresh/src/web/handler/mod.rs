//! The code that the attributes expand to.

pub(crate) mod argument;
pub(crate) mod detached;
pub(crate) mod guarantees;
pub(crate) mod inner_type;
pub(crate) mod marker;
pub(crate) mod protect;
pub(crate) mod raw_request;
pub(crate) mod rotation;
pub(crate) mod signature;
