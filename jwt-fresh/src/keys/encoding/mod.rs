//! Key encodings: PEM labels, PEM keys, and the numbers of RSA keys.

pub(crate) mod pem;
pub(crate) mod pem_key;
pub(crate) mod rsa;
