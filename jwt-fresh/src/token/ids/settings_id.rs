//! Identifies the settings that a token was verified under.

use std::sync::atomic::{AtomicU64, Ordering};

/// Distinguishes the settings of one manager from those of all others in the process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SettingsId(u64);

impl SettingsId {
    /// An id that no other settings of this process have.
    pub(crate) fn next() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        Self(NEXT.fetch_add(1, Ordering::Relaxed))
    }
}
