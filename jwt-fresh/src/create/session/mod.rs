//! Tokens of sessions: a login, a rotation, a step-up.

pub(crate) mod rotate;
pub(crate) mod session_builder;
pub(crate) mod session_option;
pub(crate) mod session_tokens;
