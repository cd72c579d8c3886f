//! A part of the revoked tokens, by id and by the time at which they may be forgotten.

use std::collections::{BTreeSet, HashMap};

use crate::stores::memory::token_id::TokenId;

/// When a revocation may be forgotten, in whole seconds since 1970.
pub(crate) type ForgetAt = u64;
/// The time that never comes.
pub(crate) const NEVER: ForgetAt = ForgetAt::MAX;

/// Maps with fewer places than this are not worth shrinking.
const SMALL: usize = 64;

#[derive(Default)]
pub(crate) struct Shard {
    by_id: HashMap<TokenId, ForgetAt>,
    /// What is to be forgotten, soonest first. An id that was revoked again for longer stands here
    /// twice; the map says which one counts.
    by_time: BTreeSet<(ForgetAt, TokenId)>,
}

impl Shard {
    pub(crate) fn contains(&self, id: &TokenId) -> bool {
        self.by_id.contains_key(id)
    }

    pub(crate) fn len(&self) -> usize {
        self.by_id.len()
    }

    /// Remembers an id until that time, or for as long as it was remembered already.
    ///
    /// Whatever happens in the middle of this, nothing that was revoked is forgotten.
    pub(crate) fn insert(&mut self, id: TokenId, forget_at: ForgetAt) {
        if self.by_id.get(&id).is_some_and(|known| *known >= forget_at) {
            return;
        }
        self.by_id.insert(id.clone(), forget_at);
        if forget_at != NEVER {
            self.by_time.insert((forget_at, id));
        }
    }

    /// Forgets what need not be remembered any more, but no more than `limit` ids at once.
    pub(crate) fn sweep(&mut self, now: u64, limit: usize) {
        for _ in 0..limit {
            match self.by_time.first() {
                Some((forget_at, _)) if *forget_at <= now => {}
                _ => break,
            }
            let Some((forget_at, id)) = self.by_time.pop_first() else {
                break;
            };
            if self.by_id.get(&id) == Some(&forget_at) {
                self.by_id.remove(&id);
            }
        }
        let (len, capacity) = (self.by_id.len(), self.by_id.capacity());
        if capacity > SMALL && len < capacity / 4 {
            self.by_id.shrink_to(len * 2);
        }
    }

    /// Whether there is anything that a sweep at that time would forget.
    pub(crate) fn is_due(&self, now: u64) -> bool {
        self.by_time
            .first()
            .is_some_and(|(forget_at, _)| *forget_at <= now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn revoked_again_the_later_time_counts() {
        let mut shard = Shard::default();
        shard.insert(TokenId::of("a"), 10);
        shard.insert(TokenId::of("a"), 20);
        shard.insert(TokenId::of("a"), 15);
        shard.sweep(19, 8);
        assert!(shard.contains(&TokenId::of("a")));
        shard.sweep(20, 8);
        assert!(!shard.contains(&TokenId::of("a")));
        assert!(shard.by_time.is_empty());
    }

    #[test]
    fn a_sweep_does_no_more_than_it_may() {
        let mut shard = Shard::default();
        for id in 0..10 {
            shard.insert(TokenId::of(&id.to_string()), 10);
        }
        shard.sweep(10, 4);
        assert_eq!(shard.len(), 6);
        shard.sweep(10, 40);
        assert_eq!(shard.len(), 0);
    }

    #[test]
    fn a_map_that_was_swept_gives_its_memory_back() {
        let mut shard = Shard::default();
        for id in 0..10_000 {
            shard.insert(TokenId::of(&id.to_string()), 10);
        }
        let full = shard.by_id.capacity();
        shard.sweep(10, usize::MAX);
        assert!(full >= 10_000 && shard.by_id.capacity() <= SMALL);
    }

    #[test]
    fn what_never_expires_is_never_swept() {
        let mut shard = Shard::default();
        shard.insert(TokenId::of("a"), NEVER);
        assert!(!shard.is_due(NEVER));
        shard.sweep(NEVER, 8);
        assert!(shard.contains(&TokenId::of("a")));
    }
}
