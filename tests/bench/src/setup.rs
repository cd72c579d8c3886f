//! The setup of a contender: an algorithm, its keys, and the size of the app.

use std::sync::Arc;

use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey};

use crate::keys::KeyPair;

/// The identity in the token; each handler responds with it.
pub const IDENTITY: &str = "7f3d2c1e-user";

/// As long as HS256 requires.
pub const SECRET: &[u8] = b"0123456789abcdef0123456789abcdef";

/// Cheap to clone, since each worker of a server builds its own app.
#[derive(Clone)]
pub struct Setup {
    pub algorithm: Algorithm,
    /// `None` for HS256, which has [`SECRET`].
    pub pair: Option<Arc<KeyPair>>,
    /// How many other routes the app has.
    pub other_routes: usize,
    /// How many other keys the app knows.
    pub other_keys: usize,
    /// How many other tokens were revoked.
    pub revoked: usize,
}

impl Setup {
    /// One route and one key.
    pub fn new(algorithm: Algorithm) -> Self {
        Self {
            algorithm,
            pair: KeyPair::load(algorithm).map(Arc::new),
            other_routes: 0,
            other_keys: 0,
            revoked: 0,
        }
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
