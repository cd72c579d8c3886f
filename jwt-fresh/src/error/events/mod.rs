//! The events of a manager: what its log lines and its observer report.
//!
//! Neither holds anything that a client sent: every text is one of this crate's own, or the pattern of a
//! route.

pub(crate) mod event;
pub(crate) mod lazy;
pub(crate) mod observer;
pub(crate) mod rate_limit;
pub(crate) mod reporter;
