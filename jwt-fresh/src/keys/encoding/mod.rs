//! Key encodings: PEM labels, keys in PEM form, and the DER of RSA keys.

pub(crate) mod pem;
pub(crate) mod pem_key;
pub(crate) mod rsa;
