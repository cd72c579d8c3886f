//! What a revocation is stored under: an issuer and an id, in compact form.

use std::{
    hash::{BuildHasher, RandomState},
    sync::Arc,
};

use uuid::Uuid;

use crate::stores::session::owner::SessionOwner;

/// An issuer and an id of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Key {
    /// A hash of the issuer with a random key of the store. Its text would take more memory than all the
    /// rest of an entry. That two issuers have one hash *and* one id does not happen.
    issuer: u64,
    id: Id,
}

impl Key {
    /// The key of an id or identity of this issuer.
    pub(crate) fn new(issuer: Option<&str>, id: &str, hasher: &RandomState) -> Self {
        Self {
            issuer: hasher.hash_one(issuer),
            id: Id::parse(id),
        }
    }
}

impl Key {
    /// The key of something that belongs to one identity of an issuer.
    pub(crate) fn of_owned(owner: &SessionOwner<'_>, id: &str, hasher: &RandomState) -> Self {
        Self {
            issuer: hasher.hash_one((owner.issuer(), owner.subject())),
            id: Id::parse(id),
        }
    }
}

/// An id. A lower-case hyphenated UUID, as this crate and the Python libraries write it,
/// takes 16 bytes and no allocation; any other text is kept as it is.
///
/// Small allocations add up: after a million of them were freed, glibc consolidated its free lists
/// for 35 ms (measured).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Id {
    Uuid(Uuid),
    Text(Arc<str>),
}

impl Id {
    /// Converts text to an id. Two ids are equal only if their texts are equal byte by byte.
    fn parse(text: &str) -> Self {
        match Uuid::try_parse(text) {
            Ok(uuid) if *uuid.hyphenated().encode_lower(&mut Uuid::encode_buffer()) == *text => {
                Self::Uuid(uuid)
            }
            _ => Self::Text(text.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_id_of_another_issuer_is_another_key() {
        let hasher = RandomState::new();
        let keys =
            [None, Some(""), Some("a"), Some("b")].map(|issuer| Key::new(issuer, "x", &hasher));
        for (index, key) in keys.iter().enumerate() {
            assert_eq!(keys.iter().position(|other| other == key), Some(index));
        }
        assert_eq!(keys[1], Key::new(Some(""), "x", &hasher));
    }

    #[test]
    fn only_the_canonical_spelling_of_a_uuid_is_compact() {
        const UUID: &str = "0b49ab1f-6f4e-4b6a-9d0e-5f6d9e8a1c2b";
        let small = Id::parse(UUID);
        assert!(matches!(small, Id::Uuid(_)));
        for other in [
            UUID.to_uppercase(),
            UUID.replace('-', ""),
            format!("{{{UUID}}}"),
            format!("urn:uuid:{UUID}"),
            format!("{UUID} "),
        ] {
            let id = Id::parse(&other);
            assert!(matches!(id, Id::Text(_)), "{other}");
            assert_ne!(id, small);
            assert_eq!(id, Id::parse(&other));
        }
    }
}
