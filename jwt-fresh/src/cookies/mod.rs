//! Cookies that carry tokens.

pub(crate) mod arguments;
pub(crate) mod in_use;
pub(crate) mod response;
pub(crate) mod set;
pub(crate) mod set_cookie;
pub(crate) mod unset;
