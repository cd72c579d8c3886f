//! What one worker thread keeps from one request to the next.

use std::cell::RefCell;

use once_cell::unsync::OnceCell;

use crate::{
    error::{config_error::ConfigError, jwt_error::JwtError},
    keys::{prepared::verifiers::Verifiers, verifying_key::VerifyingKey},
    manager::jwt_manager::JwtManager,
    token::decoded::decoded_token::DecodedToken,
    verify::{
        cache::VerifiedCache,
        token::{VerifiedToken, verify, verify_again, verify_all_but_expiry},
    },
};

/// A manager with its keys made ready, on one thread.
pub(crate) struct Worker {
    manager: JwtManager,
    verifiers: OnceCell<Verifiers>,
    /// `None` unless configured.
    verified: Option<RefCell<VerifiedCache>>,
}

impl Worker {
    /// A worker whose keys are made ready now, so that no request waits for it.
    pub(crate) fn ready(manager: JwtManager) -> Result<Self, ConfigError> {
        let tokens = manager.settings().verified_token_cache;
        let worker = Self {
            verified: tokens.map(|tokens| RefCell::new(VerifiedCache::new(tokens))),
            ..Self::on_demand(manager)
        };
        worker.verifiers()?;
        Ok(worker)
    }

    /// The same for code that may never verify anything: the keys are made ready when it does.
    pub(crate) fn on_demand(manager: JwtManager) -> Self {
        Self {
            manager,
            verifiers: OnceCell::new(),
            verified: None,
        }
    }

    pub(crate) fn manager(&self) -> &JwtManager {
        &self.manager
    }

    /// Verifies a token as of `now`, with that key or else with the manager's.
    pub(crate) fn verify(
        &self,
        token: &[u8],
        csrf: Option<&[u8]>,
        key: Option<VerifyingKey>,
        now: f64,
    ) -> Result<VerifiedToken, JwtError> {
        let settings = self.manager.settings();
        if let Some(key) = key {
            return verify(token, csrf, settings, &self.verifiers_of(key)?, now);
        }
        let Some(cache) = &self.verified else {
            return verify(token, csrf, settings, self.usable_verifiers()?, now);
        };
        let known = cache.borrow().get(token).cloned();
        if let Some(known) = known {
            let verified = verify_again(known, csrf, settings, now);
            if let Err(JwtError::ExpiredToken(_)) = verified {
                cache.borrow_mut().remove(token);
            }
            return verified;
        }
        let verified = verify(token, csrf, settings, self.usable_verifiers()?, now)?;
        cache
            .borrow_mut()
            .insert(token, DecodedToken::clone(&verified));
        Ok(verified)
    }

    /// The same, but an expired token is as good as any.
    pub(crate) fn verify_all_but_expiry(
        &self,
        token: &[u8],
        csrf: Option<&[u8]>,
        key: Option<VerifyingKey>,
        now: f64,
    ) -> Result<DecodedToken, JwtError> {
        let settings = self.manager.settings();
        let verified = match key {
            Some(key) => {
                verify_all_but_expiry(token, csrf, settings, &self.verifiers_of(key)?, now)
            }
            None => verify_all_but_expiry(token, csrf, settings, self.usable_verifiers()?, now),
        };
        verified.map(|(token, _)| token)
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

    fn verifiers_of(&self, key: VerifyingKey) -> Result<Verifiers, JwtError> {
        Verifiers::new(self.manager.settings().keys.crypto, &[key]).map_err(unusable)
    }
}

fn unusable(error: ConfigError) -> JwtError {
    tracing::error!(%error, "a key can't verify tokens");
    JwtError::CallbackFailed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{config::jwt_config::JwtConfig, keys::backend::CryptoBackend};

    #[test]
    fn what_is_remembered_goes_when_its_time_is_over() {
        let Some(backend) = CryptoBackend::any() else {
            return;
        };
        let config = JwtConfig::quart("super-secret").crypto_backend(backend);
        let jwt = JwtManager::new(config.verified_token_cache(1)).unwrap();
        let token = jwt.create_access_token("test").encode().unwrap();
        let now = jwt.settings().now();
        let worker = Worker::ready(jwt).unwrap();
        let verify = |now| worker.verify(token.as_bytes(), None, None, now);
        let is_remembered = || {
            let cache = worker.verified.as_ref().unwrap().borrow();
            cache.get(token.as_bytes()).is_some()
        };

        assert!(!is_remembered());
        assert!(verify(now).is_ok());
        assert!(is_remembered());
        // It may still begin.
        assert!(verify(now - 10.0).is_err());
        assert!(is_remembered());
        let over = verify(now + 1e6);
        assert!(matches!(over, Err(JwtError::ExpiredToken(_))));
        assert!(!is_remembered());
    }
}
