//! Random ids for the `jti` and `csrf` claims.

use uuid::{Builder, Uuid};

use crate::error::jwt_error::{JwtError, Result};

/// Two random UUIDs, version 4, with 122 random bits each: as many as one token needs at most.
///
/// One call to the operating system draws both, because that call dominates the cost.
pub(crate) fn random_ids() -> Result<[Uuid; 2]> {
    let mut bytes = [[0; 16]; 2];
    getrandom::fill(bytes.as_flattened_mut()).map_err(JwtError::token_not_created)?;
    Ok(bytes.map(|bytes| Builder::from_random_bytes(bytes).into_uuid()))
}

/// Random bytes, for the id of a session.
pub(crate) fn random_bytes() -> Result<[u8; 16]> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(JwtError::token_not_created)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use uuid::{Variant, Version};

    use super::*;

    #[test]
    fn ids_are_distinct_version_4_uuids() {
        let ids: HashSet<Uuid> = (0..1000).flat_map(|_| random_ids().unwrap()).collect();
        assert_eq!(ids.len(), 2000);
        for id in ids {
            assert_eq!(id.get_version(), Some(Version::Random));
            assert_eq!(id.get_variant(), Variant::RFC4122);
        }
    }
}
