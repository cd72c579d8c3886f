//! [`Signer`]: the configured signing key, prepared once per thread and not once per token.
//!
//! jsonwebtoken returns signers as `Box<dyn JwtSigner>`, which is neither `Send` nor `Sync`, and does
//! not export the types behind it. So a prepared key can't be a field of the settings that all
//! threads share: without `unsafe` it has to stay on the thread that made it, and this file keeps it
//! there. Verifiers have the same limit; each worker keeps its own.

use std::{
    cell::RefCell,
    rc::Rc,
    sync::{Arc, Weak},
};

use jsonwebtoken::crypto::{CryptoProvider, JwtSigner};

use crate::{
    error::config_error::ConfigError,
    jose::{algorithm::Algorithm, known_header::KnownHeader},
    keys::signing_key::SigningKey,
};

/// The most prepared keys per thread. An app has one or two managers.
const MAX_PREPARED: usize = 8;

thread_local! {
    /// The keys that have signed on this thread. Not a field of the worker, because tokens are also
    /// made outside requests, where there is none.
    static PREPARED: RefCell<Vec<PreparedSigner>> = const { RefCell::new(Vec::new()) };
}

/// A key that is prepared to sign on this thread.
struct PreparedSigner {
    /// The identity of its [`Signer`]. While this exists, no other identity has the same address.
    owner: Weak<()>,
    signer: Rc<Box<dyn JwtSigner>>,
}

/// A manager's key for new tokens, and their header if nothing is added to it.
///
/// When it is dropped, the prepared key of the dropping thread is dropped too. Any other thread drops
/// its copy when it makes its next token, or when it ends.
pub(crate) struct Signer {
    key: SigningKey,
    crypto: &'static CryptoProvider,
    known_header: KnownHeader,
    /// Distinguishes this signer from all others.
    identity: Arc<()>,
}

impl Signer {
    pub(crate) fn new(key: SigningKey, crypto: &'static CryptoProvider) -> Self {
        Self {
            known_header: KnownHeader::canonical(key.algorithm()),
            key,
            crypto,
            identity: Arc::default(),
        }
    }

    pub(crate) fn algorithm(&self) -> Algorithm {
        self.key.algorithm()
    }

    /// The encoded header that contains nothing but the algorithm and the type.
    pub(crate) fn known_header(&self) -> &str {
        &self.known_header.segment
    }

    /// The key, for a single use that does not keep it prepared on this thread.
    pub(crate) fn key(&self) -> &SigningKey {
        &self.key
    }

    /// Signs the message; fails if the key does not fit its algorithm.
    pub(crate) fn sign(&self, message: &[u8]) -> Result<Vec<u8>, ConfigError> {
        self.prepared()?
            .try_sign(message)
            .map_err(ConfigError::unusable_key)
    }

    /// The prepared key of this thread.
    fn prepared(&self) -> Result<Rc<Box<dyn JwtSigner>>, ConfigError> {
        let cached = with_prepared(|keys| {
            keys.iter()
                .find(|key| key.belongs_to(self))
                .map(|key| Rc::clone(&key.signer))
        });
        match cached.flatten() {
            Some(signer) => Ok(signer),
            None => self.prepare(),
        }
    }

    /// Prepares the key and caches it on this thread.
    #[cold]
    fn prepare(&self) -> Result<Rc<Box<dyn JwtSigner>>, ConfigError> {
        let signer = Rc::new(self.key.signer(self.crypto)?);
        let key = PreparedSigner {
            owner: Arc::downgrade(&self.identity),
            signer: Rc::clone(&signer),
        };
        with_prepared(|keys| {
            if keys.len() >= MAX_PREPARED {
                keys.remove(0);
            }
            keys.push(key);
        });
        Ok(signer)
    }
}

impl Drop for Signer {
    fn drop(&mut self) {
        with_prepared(|keys| keys.retain(|key| !key.belongs_to(self)));
    }
}

impl PreparedSigner {
    fn belongs_to(&self, signer: &Signer) -> bool {
        self.owner.as_ptr() == Arc::as_ptr(&signer.identity)
    }

    /// Whether its signer still exists.
    fn is_owned(&self) -> bool {
        self.owner.strong_count() > 0
    }
}

/// Calls the function with this thread's keys, without those whose signer was dropped. `None` while
/// the thread ends.
fn with_prepared<R>(with_them: impl FnOnce(&mut Vec<PreparedSigner>) -> R) -> Option<R> {
    PREPARED
        .try_with(|keys| {
            let mut keys = keys.try_borrow_mut().ok()?;
            keys.retain(PreparedSigner::is_owned);
            Some(with_them(&mut keys))
        })
        .ok()
        .flatten()
}

#[cfg(test)]
mod tests {
    use std::{future::ready, thread};

    use super::*;
    use crate::{
        config::jwt_config::JwtConfig, keys::backend::CryptoBackend,
        manager::jwt_manager::JwtManager,
    };

    const SECRET: &str = "thirty-two bytes that only we know";

    /// As many signers, each with its own key; none without a crypto back end.
    fn signers(count: usize) -> Vec<Signer> {
        let Some(backend) = CryptoBackend::any() else {
            return Vec::new();
        };
        let crypto = CryptoBackend::provider(Some(backend)).unwrap();
        (0..count)
            .map(|number| {
                let secret = format!("secret {number}");
                let key = SigningKey::from_secret(Algorithm::HS256, secret).unwrap();
                Signer::new(key, crypto)
            })
            .collect()
    }

    fn cached() -> usize {
        PREPARED.with_borrow(Vec::len)
    }

    /// Signs with the cached key, and with the same key prepared again.
    fn assert_signs(signer: &Signer) {
        let again = signer.key.sign(signer.crypto, b"message").unwrap();
        assert_eq!(signer.sign(b"message").unwrap(), again);
        assert_eq!(signer.sign(b"message").unwrap(), again);
    }

    #[test]
    fn each_signs_with_its_own_key_however_many_there_are() {
        let signers = signers(2 * MAX_PREPARED);
        for _ in 0..3 {
            for signer in &signers {
                assert_signs(signer);
                assert!(cached() <= MAX_PREPARED);
            }
        }
        drop(signers);
        assert_eq!(cached(), 0);
    }

    #[test]
    fn one_that_comes_after_another_does_not_sign_with_its_key() {
        for signer in signers(100) {
            assert_signs(&signer);
            assert_eq!(cached(), 1);
        }
        assert_eq!(cached(), 0);
    }

    #[test]
    fn a_key_that_another_thread_has_dropped_goes_with_the_next_token() {
        let mut signers = signers(2);
        let (Some(second), Some(first)) = (signers.pop(), signers.pop()) else {
            return;
        };
        assert_signs(&first);
        thread::spawn(move || drop(first)).join().unwrap();
        assert_eq!(cached(), 1);
        assert_signs(&second);
        assert!(PREPARED.with_borrow(|keys| keys.len() == 1 && keys[0].belongs_to(&second)));
    }

    #[test]
    fn a_managers_key_is_kept_from_its_first_token_until_it_goes() {
        let Some(backend) = CryptoBackend::any() else {
            return;
        };
        let config = JwtConfig::new(SECRET).crypto_backend(backend);
        let jwt = JwtManager::new(config.clone()).unwrap();
        assert_eq!(cached(), 0);
        let token = jwt.create_access_token("somebody").encode().unwrap();
        assert_eq!(cached(), 1);
        let decoded = jwt.decode_token(&token).unwrap();
        drop(jwt);
        // A decoded token keeps no key alive.
        assert_eq!(cached(), 0);
        assert_eq!(*decoded.identity(), "somebody");

        let key = SigningKey::from_secret(Algorithm::HS256, SECRET).unwrap();
        let loads_keys = JwtManager::builder(config)
            .encode_key_loader(move |_| ready(key.clone()))
            .build()
            .unwrap();
        loads_keys.create_access_token("somebody").encode().unwrap();
        assert_eq!(cached(), 0);
    }
}
