//! [`SessionInfo`]: one session in the list of an identity.

use std::time::SystemTime;

use crate::token::ids::session_id::SessionId;

/// A session in the list of an identity: see [`sessions_of`](crate::JwtManager::sessions_of).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionInfo {
    id: SessionId,
    last_used_at: SystemTime,
    ends_at: SystemTime,
    label: Option<String>,
}

impl SessionInfo {
    /// Creates an entry.
    #[must_use]
    pub const fn new(
        id: SessionId,
        last_used_at: SystemTime,
        ends_at: SystemTime,
        label: Option<String>,
    ) -> Self {
        Self {
            id,
            last_used_at,
            ends_at,
            label,
        }
    }

    /// The id.
    #[must_use]
    pub const fn id(&self) -> SessionId {
        self.id
    }

    /// When the user logged in.
    #[must_use]
    pub fn created_at(&self) -> SystemTime {
        self.id.began_at()
    }

    /// When the session was last used for a new refresh token; at first when it was created.
    #[must_use]
    pub const fn last_used_at(&self) -> SystemTime {
        self.last_used_at
    }

    /// When the session ends at the latest.
    #[must_use]
    pub const fn ends_at(&self) -> SystemTime {
        self.ends_at
    }

    /// The text that the app gave to the session, if any.
    #[must_use]
    pub fn label(&self) -> Option<&str> {
        self.label.as_deref()
    }
}
