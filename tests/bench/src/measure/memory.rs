//! Memory in use between requests.

use jsonwebtoken::Algorithm;

use super::allocations::live;
use crate::{
    contenders::{Entry, ours},
    setup::Setup,
    token::{Claims, Shown},
};

/// The size of a cache or store, in bytes requested from the allocator.
pub struct Memory {
    pub what: &'static str,
    pub empty: usize,
    pub each: f64,
}

/// All caches and stores of jwt-fresh.
pub async fn all() -> Vec<Memory> {
    vec![store(), cache().await]
}

fn store() -> Memory {
    const ENTRIES: usize = 200_000;
    let before = live();
    let store = ours::store(0);
    let empty = live() - before;
    drop(store);
    let before = live();
    let store = ours::store(ENTRIES);
    let full = live() - before;
    drop(store);
    Memory {
        what: "store of revoked tokens",
        empty,
        each: (full - empty) as f64 / ENTRIES as f64,
    }
}

/// The cache of one worker, filled by requests, with the tokens of the tables.
async fn cache() -> Memory {
    let setup = Setup::new(Algorithm::HS256);
    let plain = Entry::of::<ours::Ours<ours::New>>();
    let cached = Entry::of::<ours::Ours<ours::Cached>>();
    let before = live();
    let app = (plain.start)(setup.clone()).await;
    let without = live() - before;
    drop(app);
    let before = live();
    let app = (cached.start)(setup.clone()).await;
    let empty = (live() - before).saturating_sub(without);
    let show = async |tokens: usize| {
        for _ in 0..tokens {
            let token = Shown::Good.token(&setup, Claims::unique());
            let request = (cached.request)(token.as_deref());
            app.call(vec![request.to_request()]).await;
        }
        live()
    };
    // A first request makes other allocations that remain.
    let warm = show(1).await;
    // Each token has one slot, so filling all slots takes several times as many tokens.
    let full = show(ours::CACHED_TOKENS * 12).await;
    Memory {
        what: "cache of verified tokens, of one worker",
        empty,
        each: (full - warm) as f64 / (ours::CACHED_TOKENS - 1) as f64,
    }
}
