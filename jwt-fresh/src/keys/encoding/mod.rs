//! Key encodings: PEM texts, DER, and the numbers of RSA keys.

pub(crate) mod der;
pub(crate) mod key_der;
pub(crate) mod key_text;
pub(crate) mod pem;
pub(crate) mod pem_key;
pub(crate) mod rsa;
