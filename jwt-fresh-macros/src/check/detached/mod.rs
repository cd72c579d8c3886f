//! Calls that run detached from the request: in spawned tasks and on other threads.

pub(crate) mod call;
pub(crate) mod calls;
#[cfg(test)]
pub(crate) mod tests;
