//! What a handler requires of the token, and the decision whether a token meets it.

pub(crate) mod authorization;
pub(crate) mod custom_check;
pub(crate) mod decision;
pub(crate) mod handler_policy;
pub(crate) mod requirement;
pub(crate) mod verified_as;
