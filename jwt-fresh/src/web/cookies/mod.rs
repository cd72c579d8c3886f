//! Setting and unsetting the token and CSRF cookies of a response.

pub(crate) mod clean_up;
pub(crate) mod cookie_pair;
pub(crate) mod overrides;
pub(crate) mod response;
pub(crate) mod set_cookie;
