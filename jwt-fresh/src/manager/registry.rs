//! The managers of this process, to find two that take each other's tokens without being meant to.
//!
//! No key is kept: a digest with a random key of the process, and that only for as long as its manager
//! exists. What was found is logged once for each key, as a manager may be built again and again.

use std::{
    collections::{BTreeSet, HashSet},
    hash::{BuildHasher, Hasher, RandomState},
    sync::{LazyLock, Mutex, MutexGuard, PoisonError},
};

use crate::{
    config::settings::checked::Settings,
    keys::verifying_key::VerifyingKey,
    manager::callbacks::callback_set::Callbacks,
    stores::{
        dynamic::dyn_revocation_store::DynRevocationStore, memory::memory_store::MemoryStoreId,
    },
    token::ids::settings_id::SettingsId,
};

/// The most keys for which it is remembered what was logged; no more is logged then.
const MAX_TOLD: usize = 1024;

static REGISTRY: LazyLock<Mutex<Registry>> = LazyLock::new(Mutex::default);

#[derive(Default)]
struct Registry {
    hashers: [RandomState; 2],
    managers: Vec<Entry>,
    /// What was logged about which key.
    told: HashSet<(Finding, Digest)>,
}

/// A digest of a key and its algorithm.
type Digest = [u64; 2];

/// One manager, as far as it matters which tokens it accepts.
struct Entry {
    id: SettingsId,
    keys: Vec<Digest>,
    issuers: Vec<String>,
    audience: Vec<String>,
    refuses_unexpected_audience: bool,
    signs_for_others: bool,
    store: Option<MemoryStoreId>,
}

/// The worst is the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Finding {
    /// Each has a store in memory of its own.
    SeparateStores,
    /// Each accepts the tokens of the other.
    SameTokens,
}

/// The entry of a manager, which is removed when this is dropped.
pub(crate) struct Registration(SettingsId);

impl Registration {
    /// Registers a manager, and logs if another one has an equal key and nothing tells their tokens apart.
    pub(crate) fn new(settings: &Settings, callbacks: &Callbacks) -> Self {
        let store = callbacks.revocation_store.as_ref();
        let found = lock().register(settings, store.and_then(DynRevocationStore::memory));
        // The lock is free again: a logger may build a manager too.
        if let Some(finding) = found {
            finding.log();
        }
        Self(settings.id)
    }
}

impl Drop for Registration {
    fn drop(&mut self) {
        lock().managers.retain(|entry| entry.id != self.0);
    }
}

fn lock() -> MutexGuard<'static, Registry> {
    REGISTRY.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Registry {
    fn register(&mut self, settings: &Settings, store: Option<MemoryStoreId>) -> Option<Finding> {
        let keys = settings.keys.verifying.iter();
        let entry = Entry {
            id: settings.id,
            keys: keys.map(|key| self.digest(key)).collect(),
            issuers: settings.decode.issuers.clone(),
            audience: settings.decode.audience.clone(),
            refuses_unexpected_audience: settings.dialect.refuses_unexpected_audience,
            signs_for_others: settings.encode.signs_for_others,
            store,
        };
        let found = self.managers.iter().filter_map(|other| {
            let key = entry.keys.iter().find(|key| other.keys.contains(key))?;
            Some((entry.finding(other)?, *key))
        });
        // The worst first.
        let found: BTreeSet<_> = found.collect();
        self.managers.push(entry);
        found
            .into_iter()
            .find(|(finding, key)| self.is_news(*finding, *key))
            .map(|(finding, _)| finding)
    }

    fn digest(&self, key: &VerifyingKey) -> Digest {
        self.hashers.each_ref().map(|hasher| {
            let mut hasher = hasher.build_hasher();
            key.hash_into(&mut hasher);
            hasher.finish()
        })
    }

    /// Whether this was not logged about this key before.
    fn is_news(&mut self, finding: Finding, key: Digest) -> bool {
        if self.told.len() >= MAX_TOLD {
            return false;
        }
        let is_news = self.told.insert((finding, key));
        if finding == Finding::SeparateStores {
            // Has the same cause, and is the lesser evil.
            self.told.insert((Finding::SameTokens, key));
        }
        is_news
    }
}

impl Entry {
    /// What there is to be said about two managers with an equal key.
    fn finding(&self, other: &Self) -> Option<Finding> {
        if self.is_told_apart_from(other) || other.is_told_apart_from(self) {
            return None;
        }
        match (self.store, other.store) {
            (Some(one), Some(other)) if one != other => Some(Finding::SeparateStores),
            // Whoever shares a store, or signs for others, means it.
            (Some(_), Some(_)) => None,
            _ if self.signs_for_others || other.signs_for_others => None,
            _ => Some(Finding::SameTokens),
        }
    }

    /// Whether the issuers or audiences that the two require have nothing in common.
    fn is_told_apart_from(&self, other: &Self) -> bool {
        let are_others = |these: &[String], those: &[String]| {
            !these.is_empty() && !those.is_empty() && these.iter().all(|this| !those.contains(this))
        };
        are_others(&self.issuers, &other.issuers)
            || are_others(&self.audience, &other.audience)
            // One requires an audience, and the other one rejects tokens that have any.
            || (self.refuses_unexpected_audience
                && self.audience.is_empty()
                && !other.audience.is_empty())
    }
}

impl Finding {
    fn log(self) {
        match self {
            Self::SeparateStores => tracing::error!(
                "two managers with the same keys have a `MemoryRevocationStore` each: what one of them \
                 revokes, the other one accepts. Build the manager once, outside of the `HttpServer` \
                 closure, and clone it in the closure; if there are to be two, give both a clone of one \
                 store"
            ),
            Self::SameTokens => tracing::warn!(
                "two managers have an equal key, and nothing tells their tokens apart, so that each \
                 accepts those of the other. Give each a key of its own, or set `encode_audience` and \
                 `decode_audience`, or `encode_issuer` and `decode_issuer`, to a name of its own. If they \
                 are one manager that is built repeatedly, build it once, outside of the `HttpServer` \
                 closure, and clone it in the closure"
            ),
        }
    }
}
