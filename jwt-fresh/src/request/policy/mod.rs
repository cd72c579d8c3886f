//! The requirements of a handler, and the decision whether a token satisfies them.

pub(crate) mod authorization;
pub(crate) mod caller;
pub(crate) mod custom_check;
pub(crate) mod decision;
pub(crate) mod from_constant;
pub(crate) mod handler_policy;
pub(crate) mod lists_by_hand;
pub(crate) mod requirement;
pub(crate) mod verified_as;
