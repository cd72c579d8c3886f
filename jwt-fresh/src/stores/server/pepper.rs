//! [`IdentityPepper`]: the secret under which a store outside of this process knows identities.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::stores::session::owner::SessionOwner;

/// What a store keeps of an identity, a token id or a pepper: 128 bits of HMAC-SHA-256.
pub(crate) type Digest = [u8; 16];

/// The secret under which a store outside of this process knows identities and token ids.
///
/// The store keeps HMAC-SHA-256 of them, so that whoever reads it does not get to read names or e-mail
/// addresses, or to guess them. All instances of the app that share a store need the same pepper: it keeps
/// a check value, and a store with another pepper does not start.
///
/// It is a secret of its own: 32 random bytes, and **not a signing key**. Whoever replaces it ends no
/// session and forgets no revocation only by naming the old one in [`former`](Self::former).
///
/// ```
/// use jwt_fresh::IdentityPepper;
///
/// let pepper = IdentityPepper::new("32 random bytes, e.g. from `openssl rand`")?;
/// assert!(IdentityPepper::new("too short").is_err());
/// # Ok::<(), jwt_fresh::ShortPepper>(())
/// ```
#[derive(Clone)]
pub struct IdentityPepper {
    current: Pepper,
    former: Option<Pepper>,
}

/// One secret.
#[derive(Clone)]
pub(crate) struct Pepper(Zeroizing<Vec<u8>>);

/// The error for a pepper of less than 32 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the identity pepper has {length} bytes; it needs at least 32, which are random")]
pub struct ShortPepper {
    length: usize,
}

impl IdentityPepper {
    /// The pepper with these bytes.
    ///
    /// # Errors
    ///
    /// [`ShortPepper`] if there are less than 32.
    pub fn new(secret: impl AsRef<[u8]>) -> Result<Self, ShortPepper> {
        Ok(Self {
            current: Pepper::new(secret.as_ref())?,
            former: None,
        })
    }

    /// Also writes and asks under the pepper from before, until it is
    /// forgotten.
    ///
    /// # Errors
    ///
    /// [`ShortPepper`] if it has less than 32 bytes.
    pub fn former(self, secret: impl AsRef<[u8]>) -> Result<Self, ShortPepper> {
        Ok(Self {
            former: Some(Pepper::new(secret.as_ref())?),
            ..self
        })
    }

    /// The pepper to write and ask under first.
    pub(crate) const fn current(&self) -> &Pepper {
        &self.current
    }

    /// All peppers to write and ask under, the current one first.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Pepper> {
        std::iter::once(&self.current).chain(&self.former)
    }
}

impl Pepper {
    fn new(secret: &[u8]) -> Result<Self, ShortPepper> {
        match secret.len() {
            length @ ..32 => Err(ShortPepper { length }),
            _ => Ok(Self(Zeroizing::new(secret.to_vec()))),
        }
    }

    /// What the store keeps to recognise the pepper.
    pub(crate) fn check_value(&self) -> Digest {
        self.digest(b"check", None, "")
    }

    /// What the store keeps of an identity.
    pub(crate) fn owner(&self, owner: &SessionOwner<'_>) -> Digest {
        self.digest(b"owner", owner.issuer(), owner.subject())
    }

    /// What the store keeps of a token's id.
    pub(crate) fn token(&self, issuer: Option<&str>, token_id: &str) -> Digest {
        self.digest(b"token", issuer, token_id)
    }

    /// No two inputs give the same bytes to the hash: the issuer is preceded by its length.
    fn digest(&self, kind: &[u8; 5], issuer: Option<&str>, text: &str) -> Digest {
        let mut digest = Digest::default();
        // HMAC takes keys of any length.
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.0) else {
            return digest;
        };
        mac.update(kind);
        let length = issuer.map_or(0, |issuer| issuer.len() as u64 + 1);
        mac.update(&length.to_be_bytes());
        mac.update(issuer.unwrap_or_default().as_bytes());
        mac.update(text.as_bytes());
        for (to, from) in digest.iter_mut().zip(mac.finalize().into_bytes()) {
            *to = from;
        }
        digest
    }
}

impl fmt::Debug for IdentityPepper {
    /// Redacted.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IdentityPepper").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_differs_has_one_digest() {
        let [one, other] = [b'a', b'b'].map(|byte| IdentityPepper::new([byte; 32]).unwrap());
        let mut digests = Vec::new();
        for pepper in [&one.current, &other.current] {
            digests.push(pepper.check_value());
            for (issuer, text) in [
                (None, "ab"),
                (Some(""), "ab"),
                (Some("a"), "b"),
                (Some("ab"), ""),
            ] {
                digests.push(pepper.owner(&SessionOwner::new(text).with_issuer(issuer)));
                digests.push(pepper.token(issuer, text));
            }
        }
        let count = digests.len();
        digests.sort_unstable();
        digests.dedup();
        assert_eq!(digests.len(), count);
    }
}
