//! [`Verifiers`]: the verifying keys, prepared once per worker.

use std::cell::Cell;

use jsonwebtoken::crypto::{CryptoProvider, JwtVerifier};

use crate::{
    error::config_error::ConfigError,
    jose::{algorithm::Algorithm, known_header::KnownHeader, segments::Buffers},
    keys::verifying_key::VerifyingKey,
};

/// One verifier for each accepted algorithm.
///
/// Neither `Send` nor `Sync`, because jsonwebtoken's `dyn JwtVerifier` is not: each worker has its
/// own.
pub(crate) struct Verifiers {
    by_algorithm: Vec<Verifier>,
    buffers: Cell<Buffers>,
    pub(crate) reading: Parser,
}

/// The parsers of a token. Their results are the same.
#[derive(Clone, Copy)]
pub(crate) enum Parser {
    /// Recognises known headers without parsing, and parses flat payloads with the fast reader.
    Fast,
    /// Parses everything in full: the reference for the tests.
    #[cfg(test)]
    Full,
}

/// A prepared key, and the known headers of its tokens.
pub(crate) struct Verifier {
    algorithm: Algorithm,
    verifier: Box<dyn JwtVerifier>,
    known_headers: [KnownHeader; 2],
}

impl Verifiers {
    /// Prepares all keys, and keeps the first of each algorithm: a token names the algorithm only.
    pub(crate) fn new(crypto: &CryptoProvider, keys: &[VerifyingKey]) -> Result<Self, ConfigError> {
        let mut by_algorithm: Vec<Verifier> = Vec::new();
        for key in keys {
            let verifier = Verifier {
                algorithm: key.algorithm(),
                verifier: key.verifier(crypto)?,
                known_headers: KnownHeader::all(key.algorithm()),
            };
            let is_new = |other: &Verifier| other.algorithm != verifier.algorithm;
            if by_algorithm.iter().all(is_new) {
                by_algorithm.push(verifier);
            }
        }
        Ok(Self {
            by_algorithm,
            buffers: Cell::default(),
            reading: Parser::Fast,
        })
    }

    /// The same verifiers without the fast paths.
    #[cfg(test)]
    pub(crate) fn with_full_parser(mut self) -> Self {
        self.reading = Parser::Full;
        self
    }

    /// The verifier for the algorithm that a token's header names, if it is accepted.
    pub(crate) fn for_algorithm(&self, name: &str) -> Option<&Verifier> {
        self.by_algorithm
            .iter()
            .find(|verifier| verifier.algorithm.name() == name)
    }

    /// The known header that is equal to the segment, and its verifier.
    pub(crate) fn for_usual_header(&self, segment: &[u8]) -> Option<(&Verifier, &KnownHeader)> {
        #[cfg(test)]
        if let Parser::Full = self.reading {
            return None;
        }
        self.by_algorithm.iter().find_map(|verifier| {
            let mut headers = verifier.known_headers.iter();
            headers
                .find(|header| header.segment.as_bytes() == segment)
                .map(|header| (verifier, header))
        })
    }

    /// Calls the function with buffers that keep their memory from one token to the next.
    pub(crate) fn with_buffers<R>(&self, with_them: impl FnOnce(&mut Buffers) -> R) -> R {
        let mut buffers = self.buffers.take();
        let result = with_them(&mut buffers);
        self.buffers.set(buffers);
        result
    }
}

impl Verifier {
    /// Whether the signature over the message is valid.
    #[allow(clippy::ptr_arg, reason = "jsonwebtoken's verifiers take a `&Vec<u8>`")]
    pub(crate) fn accepts(&self, message: &[u8], signature: &Vec<u8>) -> bool {
        self.verifier.verify(message, signature).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::{backend::CryptoBackend, signing_key::SigningKey};

    #[test]
    fn of_several_keys_for_one_algorithm_the_first_counts() {
        let Some(backend) = CryptoBackend::any() else {
            return;
        };
        let crypto = CryptoBackend::provider(Some(backend)).unwrap();
        let secrets = [
            (Algorithm::HS256, "one"),
            (Algorithm::HS512, "one"),
            (Algorithm::HS256, "two"),
            (Algorithm::HS512, "two"),
        ];
        let keys = secrets.map(|(algorithm, secret)| {
            VerifyingKey::from_secret(algorithm, secret.repeat(32)).unwrap()
        });
        let verifiers = Verifiers::new(crypto, &keys).unwrap();
        for (algorithm, secret) in secrets {
            let key = SigningKey::from_secret(algorithm, secret.repeat(32)).unwrap();
            let signature = key.sign(crypto, b"message").unwrap();
            let named = verifiers.for_algorithm(algorithm.name()).unwrap();
            assert_eq!(named.accepts(b"message", &signature), secret == "one");
            for header in KnownHeader::all(algorithm) {
                let (usual, _) = verifiers
                    .for_usual_header(header.segment.as_bytes())
                    .unwrap();
                assert_eq!(usual.accepts(b"message", &signature), secret == "one");
            }
        }
        assert_eq!(verifiers.by_algorithm.len(), 2);
    }
}
