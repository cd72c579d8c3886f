//! The manager's side of the store: what it asks about a token, and what it tells of revocations.

pub(crate) mod adopted_id;
pub(crate) mod check;
pub(crate) mod revoke;
