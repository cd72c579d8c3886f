//! Which session a new token belongs to.

use crate::manager::sessions::SessionAtHand;

/// Which session a new token belongs to.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) enum SessionOption {
    /// That of the request's token.
    #[default]
    AtHand,
    /// This one.
    Given(SessionAtHand),
    /// None, and it says so.
    Without,
    /// None, as before there were sessions.
    Unsaid,
}
