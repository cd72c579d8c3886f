//! The key files in `tests/keys`, and which pair is for which algorithm.

use std::path::{Path, PathBuf};

use jwt_fresh::{Algorithm, CryptoBackend};

/// The text of a key file, at compile time: `key_file!("rsa.pem")`.
#[macro_export]
macro_rules! key_file {
    ($name:expr) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/keys/", $name))
    };
}

/// The path of a key file.
pub fn key_path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("keys")
        .join(name)
}

/// Reads a key file.
pub fn pem(name: &str) -> String {
    std::fs::read_to_string(key_path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Each algorithm with a key pair, the name of a pair for it, and of another such pair.
pub const KEY_PAIRS: [(Algorithm, &str, &str); 9] = [
    (Algorithm::RS256, "rsa", "other_rsa"),
    (Algorithm::RS384, "rsa", "other_rsa"),
    (Algorithm::RS512, "rsa", "other_rsa"),
    (Algorithm::PS256, "rsa", "other_rsa"),
    (Algorithm::PS384, "rsa", "other_rsa"),
    (Algorithm::PS512, "rsa", "other_rsa"),
    (Algorithm::ES256, "p256", "other_p256"),
    (Algorithm::ES384, "p384", "other_p384"),
    (Algorithm::EdDSA, "ed25519", "other_ed25519"),
];

/// The algorithms with a shared secret.
pub const HMAC_ALGORITHMS: [Algorithm; 3] = [Algorithm::HS256, Algorithm::HS384, Algorithm::HS512];

/// The crypto back ends that are compiled in.
pub const BACK_ENDS: &[CryptoBackend] = &[
    #[cfg(feature = "aws-lc-rs")]
    CryptoBackend::AwsLcRs,
    #[cfg(feature = "rust-crypto")]
    CryptoBackend::RustCrypto,
];
