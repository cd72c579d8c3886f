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
    ($($algorithm:ident: $private:literal $public:literal,)*) => {$(
        pub const $algorithm: KeyPair = KeyPair {
            algorithm: Algorithm::$algorithm,
            private: include_str!(concat!("keys/", $private)),
            public: include_str!(concat!("keys/", $public)),
        };
    )*};
}

key_pairs! {
    RS256: "rsa_private.pem" "rsa_public.pem",
    RS384: "rsa_private.pem" "rsa_public.pem",
    PS256: "rsa_private.pem" "rsa_public.pem",
    ES256: "p256_private.pem" "p256_public.pem",
}

impl KeyPair {
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
