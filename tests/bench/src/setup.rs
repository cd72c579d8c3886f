//! What every contender is given: one algorithm, its keys, one token.

use std::sync::Arc;

use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey};

use crate::keys::KeyPair;

/// The identity in the token; each handler answers with it.
pub const IDENTITY: &str = "7f3d2c1e-user";

/// 32 random bytes in hex would be longer than most; this is as long as HS256 asks for.
pub const SECRET: &[u8] = b"0123456789abcdef0123456789abcdef";

/// One algorithm and its keys; cheap to clone, since each worker of a server builds its own app.
#[derive(Clone)]
pub struct Setup {
    pub algorithm: Algorithm,
    /// `None` for HS256, which has [`SECRET`].
    pub pair: Option<Arc<KeyPair>>,
}

impl Setup {
    pub fn new(algorithm: Algorithm) -> Self {
        let pair = KeyPair::load(algorithm).map(Arc::new);
        Self { algorithm, pair }
    }

    pub fn encoding_key(&self) -> EncodingKey {
        let Some(pair) = &self.pair else {
            return EncodingKey::from_secret(SECRET);
        };
        match self.algorithm {
            Algorithm::RS256 => EncodingKey::from_rsa_pem(pair.private.as_bytes()),
            Algorithm::ES256 => EncodingKey::from_ec_pem(pair.private.as_bytes()),
            _ => EncodingKey::from_ed_pem(pair.private.as_bytes()),
        }
        .expect("the key was made for its algorithm")
    }

    pub fn decoding_key(&self) -> DecodingKey {
        let Some(pair) = &self.pair else {
            return DecodingKey::from_secret(SECRET);
        };
        match self.algorithm {
            Algorithm::RS256 => DecodingKey::from_rsa_pem(pair.public.as_bytes()),
            Algorithm::ES256 => DecodingKey::from_ec_pem(pair.public.as_bytes()),
            _ => DecodingKey::from_ed_pem(pair.public.as_bytes()),
        }
        .expect("the key was made for its algorithm")
    }
}
