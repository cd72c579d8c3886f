//! Key pairs from `tests/keys`, by algorithm.

use jwt_fresh::{Algorithm, JwtConfig, KeySource};
use jwt_fresh_tests::key_file;

use crate::harness::library::Library;

/// A key pair for an algorithm, in PEM form.
#[derive(Clone, Copy, Debug)]
pub struct KeyPair {
    pub algorithm: Algorithm,
    pub private: &'static str,
    pub public: &'static str,
}

macro_rules! key_pairs {
    ($($name:ident: $algorithm:ident $file:literal,)*) => {
        $(
            pub const $name: KeyPair = KeyPair {
                algorithm: Algorithm::$algorithm,
                private: key_file!(concat!($file, ".pem")),
                public: key_file!(concat!($file, ".pub.pem")),
            };
        )*

        const ALL: &[KeyPair] = &[$($name),*];
    };
}

key_pairs! {
    RS256: RS256 "rsa",
    RS384: RS384 "rsa",
    RS512: RS512 "rsa",
    PS256: PS256 "rsa",
    PS384: PS384 "rsa",
    PS512: PS512 "rsa",
    ES256: ES256 "p256",
    ES384: ES384 "p384",
    ED_DSA: EdDSA "ed25519",
}

impl KeyPair {
    /// The pair for an algorithm, if it is one that needs a pair.
    pub fn of(algorithm: Algorithm) -> Option<Self> {
        ALL.iter().copied().find(|pair| pair.algorithm == algorithm)
    }

    /// The library's defaults, with these keys.
    pub fn config(self, library: Library) -> JwtConfig {
        let keys = KeySource::pem_pair(self.algorithm, self.private, self.public);
        library.config_with(keys.expect("the keys fit the algorithm"))
    }

    /// The same with the public key alone: no tokens can be made.
    pub fn public_config(self, library: Library) -> JwtConfig {
        let keys = KeySource::public_pem(self.algorithm, self.public);
        library.config_with(keys.expect("the key fits the algorithm"))
    }
}
