//! The bytes of a secret or of a key in PEM form, overwritten with zeros when they are dropped.

use std::{fmt, sync::Arc};

use zeroize::Zeroizing;

/// The bytes of a secret or of a key in PEM form.
///
/// Clones share the bytes; the last one that is dropped overwrites them with zeros.
#[derive(Clone)]
pub(crate) struct SecretBytes(Arc<Zeroizing<Vec<u8>>>);

impl SecretBytes {
    pub(crate) fn as_slice(&self) -> &[u8] {
        &self.0
    }
}

/// Takes the buffer over and does not copy it.
impl From<Vec<u8>> for SecretBytes {
    fn from(bytes: Vec<u8>) -> Self {
        Self(Arc::new(Zeroizing::new(bytes)))
    }
}

impl From<String> for SecretBytes {
    fn from(text: String) -> Self {
        text.into_bytes().into()
    }
}

impl fmt::Debug for SecretBytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

#[cfg(test)]
mod tests {
    use jsonwebtoken::{DecodingKey, EncodingKey};
    use zeroize::ZeroizeOnDrop;

    use super::*;

    /// `SigningKey` and `VerifyingKey` rely on jsonwebtoken's keys for it.
    #[test]
    fn whatever_contains_a_key_is_wiped_when_dropped() {
        const fn is_wiped<T: ZeroizeOnDrop>() {}
        const {
            is_wiped::<Zeroizing<Vec<u8>>>();
            is_wiped::<EncodingKey>();
            is_wiped::<DecodingKey>();
        }
    }

    #[test]
    fn the_buffer_is_taken_over_and_shared() {
        let buffer = b"super-secret".to_vec();
        let address = buffer.as_ptr();
        let secret = SecretBytes::from(buffer);
        assert_eq!(secret.as_slice().as_ptr(), address);
        assert_eq!(secret.clone().as_slice().as_ptr(), address);
    }

    #[test]
    fn a_secret_is_never_printed() {
        let secret = SecretBytes::from("super-secret".to_owned());
        assert_eq!(format!("{secret:?}"), "[redacted]");
    }
}
