//! The context of the current request: a task-local, and how it is propagated.

pub(crate) mod caching;
pub(crate) mod current;
pub(crate) mod issued;
pub(crate) mod propagate;
pub(crate) mod sent_cookies;
pub(crate) mod worker;
