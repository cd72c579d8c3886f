//! Ids of what a token belongs to: its session, and the settings that it was verified under.

pub(crate) mod session_id;
pub(crate) mod settings_id;
