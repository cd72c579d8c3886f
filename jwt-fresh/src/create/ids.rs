//! Ids that nobody can guess.

use uuid::{Builder, Uuid};

use crate::error::jwt_error::{JwtError, Result};

/// Two random UUIDs, version 4, of 122 bits each: what one token needs at most.
///
/// They are drawn at once, for each draw is a call to the operating system, and that is what costs.
pub(crate) fn random_ids() -> Result<[Uuid; 2]> {
    let mut bytes = [[0; 16]; 2];
    getrandom::fill(bytes.as_flattened_mut()).map_err(JwtError::token_not_created)?;
    Ok(bytes.map(|bytes| Builder::from_random_bytes(bytes).into_uuid()))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use uuid::{Variant, Version};

    use super::*;

    #[test]
    fn each_is_another() {
        let ids: HashSet<Uuid> = (0..1000).flat_map(|_| random_ids().unwrap()).collect();
        assert_eq!(ids.len(), 2000);
        for id in ids {
            assert_eq!(id.get_version(), Some(Version::Random));
            assert_eq!(id.get_variant(), Variant::RFC4122);
        }
    }
}
