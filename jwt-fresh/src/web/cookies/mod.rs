//! Setting and unsetting the cookies that carry tokens.

pub(crate) mod cookie_pair;
pub(crate) mod overrides;
pub(crate) mod response;
pub(crate) mod set_cookie;
