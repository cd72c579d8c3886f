//! How keys are encoded: PEM files and the DER of RSA keys.

pub(crate) mod pem;
pub(crate) mod rsa;
