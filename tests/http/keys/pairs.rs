//! The key pairs of the tests.

use std::path::{Path, PathBuf};

use jwt_fresh::Algorithm;

/// Reads one of the files in `tests/keys`.
pub fn pem(name: &str) -> String {
    std::fs::read_to_string(path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The path of one of the files in `tests/keys`.
pub fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("keys")
        .join(name)
}

/// Each algorithm with a key pair, the name of a pair for it, and of another such pair.
pub const PAIRS: [(Algorithm, &str, &str); 9] = [
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
pub const SECRETS: [Algorithm; 3] = [Algorithm::HS256, Algorithm::HS384, Algorithm::HS512];
