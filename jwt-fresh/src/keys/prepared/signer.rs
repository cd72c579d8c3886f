//! The configured key that signs, made ready once on each thread rather than once for each token.

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

/// How many keys a thread keeps ready. An app has one or two managers.
const MAX_READY: usize = 8;

thread_local! {
    /// The keys that have signed on this thread.
    ///
    /// A thread's own, because jsonwebtoken's signers are neither `Send` nor `Sync`. Not a worker's,
    /// because tokens are made outside requests too, where there is none.
    static READY: RefCell<Vec<PreparedSigner>> = const { RefCell::new(Vec::new()) };
}

/// A key that is ready to sign on this thread.
struct PreparedSigner {
    /// The [`Signer`] whose key it is. While this exists, no other can have its address.
    of: Weak<()>,
    signer: Rc<Box<dyn JwtSigner>>,
}

/// A manager's key for new tokens, and the header that they have if nothing is added to it.
///
/// When it is dropped, with the settings that own it, so is what the dropping thread keeps. Another
/// thread drops its copy with the next token that it makes, or as it ends.
pub(crate) struct Signer {
    key: SigningKey,
    crypto: &'static CryptoProvider,
    known_header: KnownHeader,
    /// Tells this signer from all others.
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

    /// The segment of a header that names the algorithm and nothing else of note.
    pub(crate) fn known_header(&self) -> &str {
        &self.known_header.segment
    }

    /// Signs the bytes, or says that the key does not fit its algorithm.
    pub(crate) fn sign(&self, message: &[u8]) -> Result<Vec<u8>, ConfigError> {
        self.ready()?
            .try_sign(message)
            .map_err(ConfigError::unusable_key)
    }

    /// The key as it is kept on this thread.
    fn ready(&self) -> Result<Rc<Box<dyn JwtSigner>>, ConfigError> {
        let kept = with_ready(|keys| {
            keys.iter()
                .find(|key| key.belongs_to(self))
                .map(|key| Rc::clone(&key.signer))
        });
        match kept.flatten() {
            Some(signer) => Ok(signer),
            None => self.prepare(),
        }
    }

    #[cold]
    fn prepare(&self) -> Result<Rc<Box<dyn JwtSigner>>, ConfigError> {
        let signer = Rc::new(self.key.signer(self.crypto)?);
        let key = PreparedSigner {
            of: Arc::downgrade(&self.identity),
            signer: Rc::clone(&signer),
        };
        with_ready(|keys| {
            if keys.len() >= MAX_READY {
                keys.remove(0);
            }
            keys.push(key);
        });
        Ok(signer)
    }
}

impl Drop for Signer {
    fn drop(&mut self) {
        with_ready(|keys| keys.retain(|key| !key.belongs_to(self)));
    }
}

impl PreparedSigner {
    fn belongs_to(&self, signer: &Signer) -> bool {
        self.of.as_ptr() == Arc::as_ptr(&signer.identity)
    }

    fn is_wanted(&self) -> bool {
        self.of.strong_count() > 0
    }
}

/// Lends what this thread keeps, less the keys of managers that are gone; `None` as the thread ends.
fn with_ready<R>(use_them: impl FnOnce(&mut Vec<PreparedSigner>) -> R) -> Option<R> {
    READY
        .try_with(|keys| {
            let mut keys = keys.try_borrow_mut().ok()?;
            keys.retain(PreparedSigner::is_wanted);
            Some(use_them(&mut keys))
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

    /// A signer for each number; none without a crypto back end.
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

    fn kept() -> usize {
        READY.with_borrow(Vec::len)
    }

    /// Signs with a key that is kept, and with the same key made ready anew.
    fn assert_signs(signer: &Signer) {
        let anew = signer.key.sign(signer.crypto, b"message").unwrap();
        assert_eq!(signer.sign(b"message").unwrap(), anew);
        assert_eq!(signer.sign(b"message").unwrap(), anew);
    }

    #[test]
    fn each_signs_with_its_own_key_however_many_there_are() {
        let signers = signers(2 * MAX_READY);
        for _ in 0..3 {
            for signer in &signers {
                assert_signs(signer);
                assert!(kept() <= MAX_READY);
            }
        }
        drop(signers);
        assert_eq!(kept(), 0);
    }

    #[test]
    fn one_that_comes_after_another_does_not_sign_with_its_key() {
        for signer in signers(100) {
            assert_signs(&signer);
            assert_eq!(kept(), 1);
        }
        assert_eq!(kept(), 0);
    }

    #[test]
    fn a_key_that_another_thread_has_dropped_goes_with_the_next_token() {
        let mut signers = signers(2);
        let (Some(second), Some(first)) = (signers.pop(), signers.pop()) else {
            return;
        };
        assert_signs(&first);
        thread::spawn(move || drop(first)).join().unwrap();
        assert_eq!(kept(), 1);
        assert_signs(&second);
        assert!(READY.with_borrow(|keys| keys.len() == 1 && keys[0].belongs_to(&second)));
    }

    #[test]
    fn a_managers_key_is_kept_from_its_first_token_until_it_goes() {
        let Some(backend) = CryptoBackend::any() else {
            return;
        };
        let config = JwtConfig::new(SECRET).crypto_backend(backend);
        let jwt = JwtManager::new(config.clone()).unwrap();
        assert_eq!(kept(), 0);
        let token = jwt.create_access_token("somebody").encode().unwrap();
        assert_eq!(kept(), 1);
        let decoded = jwt.decode_token(&token).unwrap();
        drop(jwt);
        // A token that was verified keeps no key.
        assert_eq!(kept(), 0);
        assert_eq!(*decoded.identity(), "somebody");

        let key = SigningKey::from_secret(Algorithm::HS256, SECRET).unwrap();
        let loads_keys = JwtManager::builder(config)
            .encode_key_loader(move |_| ready(key.clone()))
            .build()
            .unwrap();
        loads_keys.create_access_token("somebody").encode().unwrap();
        assert_eq!(kept(), 0);
    }
}
