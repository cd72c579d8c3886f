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
    pub(crate) reading: Reading,
}

/// How tokens are read. The verdict is the same.
#[derive(Clone, Copy)]
pub(crate) enum Reading {
    /// Usual headers unread, flat payloads quickly.
    Quick,
    /// All at length: what the quick verdict is held against.
    #[cfg(test)]
    AtLength,
}

/// A key made ready, and what the header of its tokens looks like.
pub(crate) struct Verifier {
    algorithm: Algorithm,
    verifier: Box<dyn JwtVerifier>,
    usual_headers: [UsualHeader; 2],
}

/// A header to which nothing is added.
///
/// A token that has it, byte by byte, needs no header parsed: there is nothing in it to find out.
pub(crate) struct UsualHeader {
    pub(crate) json: Arc<str>,
    pub(crate) segment: String,
}

impl Verifiers {
    pub(crate) fn new(crypto: &CryptoProvider, keys: &[VerifyingKey]) -> Result<Self, ConfigError> {
        let by_algorithm = keys
            .iter()
            .map(|key| {
                Ok(Verifier {
                    algorithm: key.algorithm(),
                    verifier: key.verifier(crypto)?,
                    usual_headers: UsualHeader::of(key.algorithm()),
                })
            })
            .collect::<Result<_, _>>()?;
        Ok(Self {
            by_algorithm,
            buffers: Cell::default(),
            reading: Reading::Quick,
        })
    }

    /// The same without short cuts.
    #[cfg(test)]
    pub(crate) fn at_length(mut self) -> Self {
        self.reading = Reading::AtLength;
        self
    }

    /// The verifier for the algorithm that a token's header names, if that one is allowed.
    pub(crate) fn for_algorithm(&self, name: &str) -> Option<&Verifier> {
        self.by_algorithm
            .iter()
            .find(|verifier| verifier.algorithm.name() == name)
    }

    /// The usual header that this segment is, if it is one, and the verifier that goes with it.
    pub(crate) fn for_usual_header(&self, segment: &[u8]) -> Option<(&Verifier, &UsualHeader)> {
        #[cfg(test)]
        if let Reading::AtLength = self.reading {
            return None;
        }
        self.by_algorithm.iter().find_map(|verifier| {
            let mut headers = verifier.usual_headers.iter();
            headers
                .find(|header| header.segment.as_bytes() == segment)
                .map(|header| (verifier, header))
        })
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
}

impl UsualHeader {
    /// As we and PyJWT write it, and as jsonwebtoken does.
    fn of(algorithm: Algorithm) -> [Self; 2] {
        [
            Self::ours(algorithm),
            Self::new(format!("{{\"typ\":\"JWT\",\"alg\":\"{algorithm}\"}}")),
        ]
    }

    /// As we write it.
    pub(crate) fn ours(algorithm: Algorithm) -> Self {
        Self::new(format!("{{\"alg\":\"{algorithm}\",\"typ\":\"JWT\"}}"))
    }

    fn new(json: String) -> Self {
        Self {
            segment: encode(json.as_bytes()),
            json: json.into(),
        }
    }
}
