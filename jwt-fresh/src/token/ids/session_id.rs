//! [`SessionId`]: the id of a session, which says when the session began.

use std::{
    fmt,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use uuid::{Builder, Uuid};

/// The id of a session: the `sid` claim of its tokens.
///
/// It is a UUID of version 7 (RFC 9562 section 5.7) in lower case. The time in it is when the session
/// began, in milliseconds, by the clock of the store that started it.
///
/// ```
/// use std::time::{Duration, UNIX_EPOCH};
/// use jwt_fresh::SessionId;
///
/// let id = SessionId::new(1_700_000_000_123, [7; 16]);
/// assert_eq!(id.began_at(), UNIX_EPOCH + Duration::from_millis(1_700_000_000_123));
/// assert_eq!(SessionId::parse(&id.to_string()), Some(id));
/// assert_eq!(SessionId::parse("0b49ab1f-6f4e-4b6a-9d0e-5f6d9e8a1c2b"), None); // version 4
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SessionId(Uuid);

impl SessionId {
    /// The id of a session that began so many milliseconds after 1970.
    ///
    /// Of the random bytes 74 bits are used. A time beyond the year 10889 does not fit, and its upper bits
    /// are left out.
    #[must_use]
    pub const fn new(began_at_ms: u64, random: [u8; 16]) -> Self {
        let [_, _, _, _, _, _, r0, r1, r2, r3, r4, r5, r6, r7, r8, r9] = random;
        let random = [r0, r1, r2, r3, r4, r5, r6, r7, r8, r9];
        Self(Builder::from_unix_timestamp_millis(began_at_ms, &random).into_uuid())
    }

    /// The id of a session that gets it from another one: the same text always gives the same id.
    pub(crate) fn derived(began_at_ms: u64, from: &str) -> Self {
        // The ids of this crate's tokens are random UUIDs, whose bits are as good as any.
        let random = Uuid::try_parse(from).map_or_else(|_| folded(from), Uuid::into_bytes);
        Self::new(began_at_ms, random)
    }

    /// Reads an id; `None` if the text is not the id of a session of this crate.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let id = Self::from_uuid(Uuid::try_parse(text).ok()?)?;
        let is_canonical = *id.0.hyphenated().encode_lower(&mut Uuid::encode_buffer()) == *text;
        is_canonical.then_some(id)
    }

    /// The id with these bytes, as a store keeps it; `None` if it is not the id of a session.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 16]) -> Option<Self> {
        Self::from_uuid(Uuid::from_bytes(bytes))
    }

    fn from_uuid(uuid: Uuid) -> Option<Self> {
        (uuid.get_version_num() == 7).then_some(Self(uuid))
    }

    pub(crate) const fn as_uuid(&self) -> &Uuid {
        &self.0
    }

    /// Its 16 bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 16] {
        self.0.as_bytes()
    }

    /// When the session began, in milliseconds since 1970.
    #[must_use]
    pub const fn began_at_ms(&self) -> u64 {
        self.0.as_u64_pair().0 >> 16
    }

    /// When the session began, to the millisecond.
    #[must_use]
    pub fn began_at(&self) -> SystemTime {
        UNIX_EPOCH + Duration::from_millis(self.began_at_ms())
    }
}

/// A text of any form as 16 bytes. Two texts may share them: they are tokens of one issuer and second, and
/// then of one session.
fn folded(text: &str) -> [u8; 16] {
    let mut folded: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    for byte in text.bytes() {
        // FNV-1a (RFC 9923), 128 bits.
        folded ^= u128::from(byte);
        folded = folded.wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
    }
    folded.to_be_bytes()
}

impl fmt::Display for SessionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl fmt::Debug for SessionId {
    /// Prints the id. It is no secret: without a signature it opens nothing.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SessionId({})", self.0)
    }
}
