//! A bounded cache of verified tokens, which spares their signature check on later requests.
//!
//! Off unless configured. Its invariants:
//!
//! - The key is the whole token. A part of it, such as the signature, would let a different token
//!   pass as the cached one (GHSA-rp9m-7r4c-75qg). The time of a lookup reveals nothing about the
//!   signature of a cached token.
//! - Validity period, CSRF value, type, freshness and revocation are checked on every use: only
//!   what can't change is cached.
//! - Rejected tokens are not cached, so it can't be filled without valid tokens.
//! - Its size is fixed: each token maps to one place, where the next token replaces it.
//! - It belongs to one manager on one worker, and a manager's keys never change. A token whose key
//!   a callback chose is not cached.

use subtle::{Choice, ConstantTimeEq};

use crate::token::decoded::decoded_token::DecodedToken;

/// The verified tokens of one worker.
pub(crate) struct VerifiedCache {
    /// Its length is a power of two.
    places: Vec<Option<Entry>>,
}

struct Entry {
    token: Box<[u8]>,
    decoded: DecodedToken,
}

impl VerifiedCache {
    /// A cache with this capacity, rounded up to a power of two.
    pub(crate) fn new(tokens: usize) -> Self {
        let mut places = Vec::new();
        places.resize_with(tokens.next_power_of_two(), || None);
        Self { places }
    }

    /// The contents of exactly this token, if it is cached.
    pub(crate) fn get(&self, token: &[u8]) -> Option<&DecodedToken> {
        let entry = self.places.get(self.place_of(token)?)?.as_ref()?;
        (has_same_end(&entry.token, token) && *entry.token == *token).then_some(&entry.decoded)
    }

    /// Adds a token, and replaces the one in its place.
    pub(crate) fn insert(&mut self, token: &[u8], decoded: DecodedToken) {
        let place = self.place_of(token);
        if let Some(place) = place.and_then(|place| self.places.get_mut(place)) {
            *place = Some(Entry {
                token: token.into(),
                decoded,
            });
        }
    }

    /// Removes a token.
    pub(crate) fn remove(&mut self, token: &[u8]) {
        if self.get(token).is_some()
            && let Some(place) = self.place_of(token)
            && let Some(place) = self.places.get_mut(place)
        {
            *place = None;
        }
    }

    /// The place that a token maps to. Signatures are as random as a hash, so eight bytes of the
    /// signature are hash enough; the last byte is left out, as some of its bits are always zero.
    fn place_of(&self, token: &[u8]) -> Option<usize> {
        const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;
        let (_, without_last) = token.split_last()?;
        let (_, bytes) = without_last.split_last_chunk()?;
        let spread = u64::from_le_bytes(*bytes).wrapping_mul(SPREAD) >> 32;
        Some(usize::try_from(spread).ok()? & (self.places.len() - 1))
    }
}

/// Whether the last 32 bytes are equal, which are 192 bits of the signature.
///
/// They are compared first, and in constant time: the response time must not reveal how much of a
/// guessed signature is right. Whoever knows these bytes has nothing left to guess.
fn has_same_end(one: &[u8], other: &[u8]) -> bool {
    let (Some(one), Some(other)) = (one.last_chunk::<32>(), other.last_chunk::<32>()) else {
        return false;
    };
    let pairs = one.as_chunks::<8>().0.iter().zip(other.as_chunks::<8>().0);
    pairs
        .fold(Choice::from(1), |equal, (one, other)| {
            equal & u64::from_le_bytes(*one).ct_eq(&u64::from_le_bytes(*other))
        })
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        config::jwt_config::JwtConfig, keys::backend::CryptoBackend,
        manager::jwt_manager::JwtManager,
    };

    /// New tokens and their contents; none if no crypto back end is compiled in.
    fn tokens(count: usize) -> Vec<(Vec<u8>, DecodedToken)> {
        let Some(backend) = CryptoBackend::any() else {
            return Vec::new();
        };
        let config = JwtConfig::quart("super-secret").crypto_backend(backend);
        let jwt = JwtManager::new(config).unwrap();
        let token = |_| {
            let token = jwt.create_access_token("test").encode().unwrap();
            let decoded = jwt.decode_token(&token).unwrap();
            (token.into_bytes(), decoded)
        };
        (0..count).map(token).collect()
    }

    #[test]
    fn the_whole_token_is_the_key() {
        let mut cache = VerifiedCache::new(4);
        let Some((token, decoded)) = tokens(1).pop() else {
            return;
        };
        cache.insert(&token, decoded);
        assert!(cache.get(&token).is_some());
        for place in 0..token.len() {
            let mut other = token.clone();
            other[place] ^= 1;
            assert!(cache.get(&other).is_none(), "byte {place}");
        }
        for other in [&token[1..], &token[..token.len() - 1], b"", b"a.b.c"] {
            assert!(cache.get(other).is_none());
        }
        cache.remove(&token);
        assert!(cache.get(&token).is_none());
    }

    #[test]
    fn its_size_is_fixed() {
        let mut cache = VerifiedCache::new(5);
        assert_eq!(cache.places.len(), 8);
        let tokens = tokens(100);
        for (token, decoded) in &tokens {
            cache.insert(token, decoded.clone());
            assert!(cache.get(token).is_some(), "the latest one is cached");
        }
        let cached = tokens
            .iter()
            .filter(|(token, _)| cache.get(token).is_some());
        assert!(
            tokens.is_empty() || (4..=8).contains(&cached.count()),
            "they are spread"
        );
        assert_eq!(cache.places.len(), 8);
    }

    #[test]
    fn a_capacity_of_one_works() {
        let mut cache = VerifiedCache::new(1);
        for (token, decoded) in tokens(3) {
            cache.insert(&token, decoded);
            assert!(cache.get(&token).is_some());
        }
    }
}
