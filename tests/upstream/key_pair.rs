//! Key pairs, made for these tests with openssl.

use jwt_fresh::{Algorithm, JwtConfig, KeySource};

use crate::library::Library;

/// A key pair for an algorithm, in PEM form.
#[derive(Clone, Copy, Debug)]
pub struct KeyPair {
    pub algorithm: Algorithm,
    pub private: &'static str,
    pub public: &'static str,
}

macro_rules! key_pairs {
    ($($name:ident: $algorithm:ident $private:literal $public:literal,)*) => {
        $(
            pub const $name: KeyPair = KeyPair {
                algorithm: Algorithm::$algorithm,
                private: include_str!(concat!("keys/", $private)),
                public: include_str!(concat!("keys/", $public)),
            };
        )*

        const ALL: &[KeyPair] = &[$($name),*];
    };
}

key_pairs! {
    RS256: RS256 "rsa_private.pem" "rsa_public.pem",
    RS384: RS384 "rsa_private.pem" "rsa_public.pem",
    RS512: RS512 "rsa_private.pem" "rsa_public.pem",
    PS256: PS256 "rsa_private.pem" "rsa_public.pem",
    PS384: PS384 "rsa_private.pem" "rsa_public.pem",
    PS512: PS512 "rsa_private.pem" "rsa_public.pem",
    ES256: ES256 "p256_private.pem" "p256_public.pem",
    ES384: ES384 "p384_private.pem" "p384_public.pem",
    ED_DSA: EdDSA "ed25519_private.pem" "ed25519_public.pem",
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
