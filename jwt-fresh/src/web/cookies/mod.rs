//! Setting and unsetting the cookies that carry tokens.

pub(crate) mod in_use;
pub(crate) mod overrides;
pub(crate) mod response;
pub(crate) mod set;
pub(crate) mod set_cookie;
pub(crate) mod unset;
