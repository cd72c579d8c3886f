//! The state of a manager on one worker thread: prepared verifiers and the cache of verified tokens.

use std::cell::{Cell, RefCell};

use once_cell::unsync::OnceCell;

use crate::{
    error::{
        config_error::ConfigError, error_source::ErrorSource, events::rate_limit::log_limited,
        jwt_error::JwtError,
    },
    keys::{prepared::verifiers::Verifiers, verifying_key::VerifyingKey},
    manager::jwt_manager::JwtManager,
    token::decoded::decoded_token::DecodedToken,
    verify::{
        cache::VerifiedCache,
        token::{Verdict, Verification},
    },
};

/// A manager on one thread, with its verifying keys prepared.
pub(crate) struct Worker {
    manager: JwtManager,
    verifiers: OnceCell<Verifiers>,
    /// `None` unless the cache is configured.
    verified: Option<RefCell<VerifiedCache>>,
    /// Whether the last token was in the cache; `None` if the cache was not asked.
    cache_hit: Cell<Option<bool>>,
}

impl Worker {
    /// A worker that prepares its keys now, so that no request has to.
    pub(crate) fn ready(manager: JwtManager) -> Result<Self, ConfigError> {
        let capacity = manager.settings().verified_token_cache;
        let worker = Self {
            verified: capacity.map(|tokens| RefCell::new(VerifiedCache::new(tokens))),
            ..Self::on_demand(manager)
        };
        worker.verifiers()?;
        Ok(worker)
    }

    /// A worker without a cache that prepares its keys on first use, for code that may never verify
    /// a token.
    pub(crate) fn on_demand(manager: JwtManager) -> Self {
        Self {
            manager,
            verifiers: OnceCell::new(),
            verified: None,
            cache_hit: Cell::new(None),
        }
    }

    pub(crate) fn manager(&self) -> &JwtManager {
        &self.manager
    }

    /// Whether the last token that was verified was in the cache; `None` if the cache was not asked.
    pub(crate) fn cache_hit(&self) -> Option<bool> {
        self.cache_hit.get()
    }

    /// Verifies a token at `now`, with the given key or else with the manager's.
    ///
    /// `csrf` is the value that the request sent, if the token has to match one.
    pub(crate) fn verify(
        &self,
        token: &[u8],
        csrf: Option<&[u8]>,
        key: Option<VerifyingKey>,
        now: f64,
    ) -> Result<Verdict, JwtError> {
        let verification = Verification {
            settings: self.manager.settings(),
            csrf,
            now,
        };
        self.cache_hit.set(None);
        match (key, &self.verified) {
            (Some(key), _) => verification.verify(token, &self.verifiers_for(key)?),
            (None, None) => verification.verify(token, self.usable_verifiers()?),
            (None, Some(cache)) => self.verify_cached(token, &verification, cache),
        }
    }

    fn verify_cached(
        &self,
        token: &[u8],
        verification: &Verification<'_>,
        cache: &RefCell<VerifiedCache>,
    ) -> Result<Verdict, JwtError> {
        let known = cache.borrow().get(token).cloned();
        self.cache_hit.set(Some(known.is_some()));
        if let Some(known) = known {
            let verdict = verification.repeat(known)?;
            if let Verdict::Expired(_) = verdict {
                cache.borrow_mut().remove(token);
            }
            return Ok(verdict);
        }
        let verdict = verification.verify(token, self.usable_verifiers()?)?;
        if let Verdict::Current(verified) = &verdict {
            let decoded = DecodedToken::clone(verified);
            cache.borrow_mut().insert(token, decoded);
        }
        Ok(verdict)
    }

    fn verifiers(&self) -> Result<&Verifiers, ConfigError> {
        let keys = &self.manager.settings().keys;
        self.verifiers
            .get_or_try_init(|| Verifiers::new(keys.crypto, &keys.verifying))
    }

    fn usable_verifiers(&self) -> Result<&Verifiers, JwtError> {
        if self.manager.settings().keys.verifying.is_empty() {
            return Err(JwtError::no_verifying_key());
        }
        self.verifiers().map_err(unusable)
    }

    fn verifiers_for(&self, key: VerifyingKey) -> Result<Verifiers, JwtError> {
        Verifiers::new(self.manager.settings().keys.crypto, &[key]).map_err(unusable)
    }
}

/// Logs why a key can't be used, and returns the opaque error.
fn unusable(error: ConfigError) -> JwtError {
    log_limited!(error, %error, "a key can't verify tokens");
    JwtError::UnusableKey {
        source: ErrorSource::new(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{config::jwt_config::JwtConfig, keys::backend::CryptoBackend};

    #[test]
    fn an_expired_token_is_removed_from_the_cache() {
        let Some(backend) = CryptoBackend::any() else {
            return;
        };
        let config = JwtConfig::quart("super-secret").crypto_backend(backend);
        let jwt = JwtManager::new(config.verified_token_cache(1)).unwrap();
        let token = jwt.create_access_token("test").encode().unwrap();
        let now = jwt.settings().now();
        let worker = Worker::ready(jwt).unwrap();
        let verify = |now| worker.verify(token.as_bytes(), None, None, now);
        let is_cached = || {
            let cache = worker.verified.as_ref().unwrap().borrow();
            cache.get(token.as_bytes()).is_some()
        };

        assert!(!is_cached());
        assert!(matches!(verify(now), Ok(Verdict::Current(_))));
        assert!(is_cached());
        // A token that is not valid yet may become valid.
        assert!(verify(now - 10.0).is_err());
        assert!(is_cached());
        assert!(matches!(verify(now + 1e6), Ok(Verdict::Expired(_))));
        assert!(!is_cached());
    }
}
