//! The id of a token, kept as small as it can be.

use std::sync::Arc;

use uuid::Uuid;

/// The id of a token: text, but one that spells a UUID as ours and the Python libraries' do takes
/// 16 bytes and no allocation.
///
/// Allocations this small add up: the pause in which glibc tidies a million of them that were freed
/// was measured at 35 ms.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum TokenId {
    Uuid(Uuid),
    Text(Arc<str>),
}

impl TokenId {
    /// Two texts give the same id only if they are the same, byte by byte.
    pub(crate) fn of(text: &str) -> Self {
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
    fn one_spelling_of_a_uuid_is_small_and_the_others_are_other_ids() {
        const UUID: &str = "0b49ab1f-6f4e-4b6a-9d0e-5f6d9e8a1c2b";
        let small = TokenId::of(UUID);
        assert!(matches!(small, TokenId::Uuid(_)));
        for other in [
            UUID.to_uppercase(),
            UUID.replace('-', ""),
            format!("{{{UUID}}}"),
            format!("urn:uuid:{UUID}"),
            format!("{UUID} "),
        ] {
            let id = TokenId::of(&other);
            assert!(matches!(id, TokenId::Text(_)), "{other}");
            assert_ne!(id, small);
            assert_eq!(id, TokenId::of(&other));
        }
    }
}
