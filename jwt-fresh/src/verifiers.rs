//! The verifying keys made ready, so that no request pays for it again.

use std::{cell::Cell, sync::Arc};

use jsonwebtoken::crypto::{CryptoProvider, JwtVerifier};

use crate::{
    Algorithm, ConfigError, VerifyingKey,
    token::segments::{Buffers, encode},
};

/// One verifier for each algorithm that is accepted.
///
/// Neither `Send` nor `Sync`, because jsonwebtoken's verifiers are not: each worker has its own.
pub(crate) struct Verifiers {
    by_algorithm: Vec<Verifier>,
    buffers: Cell<Buffers>,
}

/// A key made ready, and what the header of its tokens looks like.
pub(crate) struct Verifier {
    algorithm: Algorithm,
    verifier: Box<dyn JwtVerifier>,
    usual_header: UsualHeader,
}

/// The header that we, and PyJWT, write where nothing is added to it.
///
/// A token that has it, byte by byte, needs no header parsed: there is nothing in it to find out.
struct UsualHeader {
    json: Arc<str>,
    segment: String,
}

impl Verifiers {
    pub(crate) fn new(crypto: &CryptoProvider, keys: &[VerifyingKey]) -> Result<Self, ConfigError> {
        let by_algorithm = keys
            .iter()
            .map(|key| {
                Ok(Verifier {
                    algorithm: key.algorithm(),
                    verifier: key.verifier(crypto)?,
                    usual_header: UsualHeader::of(key.algorithm()),
                })
            })
            .collect::<Result<_, _>>()?;
        Ok(Self {
            by_algorithm,
            buffers: Cell::default(),
        })
    }

    /// The verifier for the algorithm that a token's header names, if that one is allowed.
    pub(crate) fn for_algorithm(&self, name: &str) -> Option<&Verifier> {
        self.by_algorithm
            .iter()
            .find(|verifier| verifier.algorithm.name() == name)
    }

    /// The verifier of the tokens whose header segment is this one and says nothing unusual.
    pub(crate) fn for_usual_header(&self, segment: &[u8]) -> Option<&Verifier> {
        self.by_algorithm
            .iter()
            .find(|verifier| verifier.usual_header.segment.as_bytes() == segment)
    }

    /// Lends buffers that keep their memory from one token to the next.
    pub(crate) fn with_buffers<R>(&self, use_them: impl FnOnce(&mut Buffers) -> R) -> R {
        let mut buffers = self.buffers.take();
        let result = use_them(&mut buffers);
        self.buffers.set(buffers);
        result
    }
}

impl Verifier {
    /// Whether the signature is the key's over that message.
    #[allow(
        clippy::ptr_arg,
        reason = "jsonwebtoken's verifiers take no other thing"
    )]
    pub(crate) fn accepts(&self, message: &[u8], signature: &Vec<u8>) -> bool {
        self.verifier.verify(message, signature).is_ok()
    }

    /// The JSON of the usual header.
    pub(crate) fn usual_header(&self) -> Arc<str> {
        Arc::clone(&self.usual_header.json)
    }
}

impl UsualHeader {
    fn of(algorithm: Algorithm) -> Self {
        let json = format!("{{\"alg\":\"{algorithm}\",\"typ\":\"JWT\"}}");
        Self {
            segment: encode(json.as_bytes()),
            json: json.into(),
        }
    }
}
