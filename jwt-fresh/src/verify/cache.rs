//! Tokens that were verified before: shown again, such a token costs no signature.
//!
//! Off unless configured. What holds for it:
//!
//! - A token is found by all of its bytes. Anything less, its signature for one, would let another
//!   token pass in its name (GHSA-rp9m-7r4c-75qg). How long a search takes tells nothing of a
//!   signature that is held.
//! - Its time, its CSRF value, its type, its freshness and whether it was revoked are judged again
//!   each time: only what can't change is remembered.
//! - Refused tokens are not remembered, so nobody can fill it who has no token of ours.
//! - It is bounded: each token has one place, and the next one for that place takes it.
//! - It belongs to one manager on one worker, and a manager's keys never change. Where a callback
//!   chooses the key of each token, nothing is remembered.

use subtle::{Choice, ConstantTimeEq};

use crate::token::decoded::decoded_token::DecodedToken;

/// The verified tokens of one worker.
pub(crate) struct VerifiedCache {
    /// As many as a power of two.
    places: Vec<Option<Entry>>,
}

struct Entry {
    token: Box<[u8]>,
    decoded: DecodedToken,
}

impl VerifiedCache {
    /// Room for so many tokens, or a few more.
    pub(crate) fn new(tokens: usize) -> Self {
        let mut places = Vec::new();
        places.resize_with(tokens.next_power_of_two(), || None);
        Self { places }
    }

    /// What is known of exactly this token.
    pub(crate) fn get(&self, token: &[u8]) -> Option<&DecodedToken> {
        let entry = self.places.get(self.place_of(token)?)?.as_ref()?;
        (ends_alike(&entry.token, token) && *entry.token == *token).then_some(&entry.decoded)
    }

    /// Remembers a token in place of another one.
    pub(crate) fn insert(&mut self, token: &[u8], decoded: DecodedToken) {
        let place = self.place_of(token);
        if let Some(place) = place.and_then(|place| self.places.get_mut(place)) {
            *place = Some(Entry {
                token: token.into(),
                decoded,
            });
        }
    }

    /// Forgets a token.
    pub(crate) fn remove(&mut self, token: &[u8]) {
        if self.get(token).is_some()
            && let Some(place) = self.place_of(token)
            && let Some(place) = self.places.get_mut(place)
        {
            *place = None;
        }
    }

    /// Where a token is kept, if it is. Signatures are as random as a hash would be, so a few of
    /// their letters will do; the last one won't, for some of its bits are always zero.
    fn place_of(&self, token: &[u8]) -> Option<usize> {
        const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;
        let (_, but_the_last) = token.split_last()?;
        let (_, letters) = but_the_last.split_last_chunk()?;
        let spread = u64::from_le_bytes(*letters).wrapping_mul(SPREAD) >> 32;
        Some(usize::try_from(spread).ok()? & (self.places.len() - 1))
    }
}

/// Whether the last 32 letters are the same, which are 192 bits of the signature.
///
/// Compared first, and in constant time: how long a refusal takes must not tell how much of
/// somebody's signature was guessed right. Who knows these letters has nothing left to guess.
fn ends_alike(one: &[u8], other: &[u8]) -> bool {
    let (Some(one), Some(other)) = (one.last_chunk::<32>(), other.last_chunk::<32>()) else {
        return false;
    };
    let pairs = one.as_chunks::<8>().0.iter().zip(other.as_chunks::<8>().0);
    pairs
        .fold(Choice::from(1), |alike, (one, other)| {
            alike & u64::from_le_bytes(*one).ct_eq(&u64::from_le_bytes(*other))
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

    /// So many tokens, and what they say; none if no crypto back end is compiled in.
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
    fn a_token_is_known_by_all_of_its_bytes() {
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
    fn it_never_holds_more_than_it_has_places() {
        let mut cache = VerifiedCache::new(5);
        assert_eq!(cache.places.len(), 8);
        let tokens = tokens(100);
        for (token, decoded) in &tokens {
            cache.insert(token, decoded.clone());
            assert!(cache.get(token).is_some(), "the latest is always there");
        }
        let held = tokens
            .iter()
            .filter(|(token, _)| cache.get(token).is_some());
        assert!(
            tokens.is_empty() || (4..=8).contains(&held.count()),
            "they are spread"
        );
        assert_eq!(cache.places.len(), 8);
    }

    #[test]
    fn one_place_is_a_cache_too() {
        let mut cache = VerifiedCache::new(1);
        for (token, decoded) in tokens(3) {
            cache.insert(&token, decoded);
            assert!(cache.get(&token).is_some());
        }
    }
}
