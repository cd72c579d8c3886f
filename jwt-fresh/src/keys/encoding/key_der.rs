//! The structures that contain a key in DER: which kind of key it is, and the part that the back
//! ends take.
//!
//! Private keys: PKCS#8 (RFC 5958), PKCS#1 (RFC 8017 appendix A.1.2) and SEC 1 (RFC 5915). Public
//! keys: SPKI (RFC 5280 section 4.1) and PKCS#1 (RFC 8017 appendix A.1.1).

use zeroize::Zeroizing;

use crate::{
    jose::algorithm::Algorithm,
    keys::encoding::{
        der::{
            BIT_STRING, INTEGER, OBJECT_ID, OCTET_STRING, SEQUENCE, context, element, encode,
            integer, sequence,
        },
        rsa::RsaNumbers,
    },
};

/// A key that was found.
pub(crate) struct FoundKey {
    pub(crate) kind: KeyKind,
    /// PKCS#1 for RSA; otherwise PKCS#8 of a private key, and the bytes of a public one.
    pub(crate) bytes: Zeroizing<Vec<u8>>,
}

/// The kind of a key, as its object identifiers name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KeyKind {
    Rsa,
    /// For RSASSA-PSS only (RFC 4055 section 1.2).
    RsaPss(PssHash),
    P256,
    P384,
    /// P-521, secp256k1, or a curve that is written out and not named.
    OtherCurve,
    Ed25519,
    Other,
}

/// The hash to which the parameters of an RSASSA-PSS key restrict it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PssHash {
    Any,
    Sha256,
    Sha384,
    Sha512,
    Other,
}

const RSA: &[u8] = b"\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01";
const RSA_PSS: &[u8] = b"\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0a";
const MGF1: &[u8] = b"\x2a\x86\x48\x86\xf7\x0d\x01\x01\x08";
const SHA256: &[u8] = b"\x60\x86\x48\x01\x65\x03\x04\x02\x01";
const SHA384: &[u8] = b"\x60\x86\x48\x01\x65\x03\x04\x02\x02";
const SHA512: &[u8] = b"\x60\x86\x48\x01\x65\x03\x04\x02\x03";
const EC: &[u8] = b"\x2a\x86\x48\xce\x3d\x02\x01";
const P256: &[u8] = b"\x2a\x86\x48\xce\x3d\x03\x01\x07";
const P384: &[u8] = b"\x2b\x81\x04\x00\x22";
const ED25519: &[u8] = b"\x2b\x65\x70";

/// The private key that the DER contains.
pub(crate) fn private_key(der: &[u8]) -> Option<FoundKey> {
    pkcs8(der)
        .or_else(|| sec1(der))
        .or_else(|| RsaNumbers::from_private_der(der).map(|_| FoundKey::new(KeyKind::Rsa, der)))
}

/// The public key that the DER contains.
pub(crate) fn public_key(der: &[u8]) -> Option<FoundKey> {
    spki(der).or_else(|| RsaNumbers::from_public_der(der).map(|_| FoundKey::new(KeyKind::Rsa, der)))
}

/// Whether the DER is a certificate (RFC 5280 section 4.1), or the request for one (RFC 2986 section 4):
/// what is signed, the algorithm, and the signature.
pub(crate) fn is_certificate(der: &[u8]) -> bool {
    let parts = || {
        let mut fields = sequence(der)?;
        element(&mut fields, SEQUENCE)?;
        kind(element(&mut fields, SEQUENCE)?)?;
        element(&mut fields, BIT_STRING)?;
        Some(fields.is_empty())
    };
    parts().unwrap_or(false)
}

impl FoundKey {
    fn new(kind: KeyKind, bytes: &[u8]) -> Self {
        Self {
            kind,
            bytes: Zeroizing::new(bytes.to_vec()),
        }
    }
}

/// `PrivateKeyInfo`; attributes and a public key may follow.
fn pkcs8(der: &[u8]) -> Option<FoundKey> {
    let mut fields = sequence(der)?;
    integer(&mut fields)?;
    let kind = kind(element(&mut fields, SEQUENCE)?)?;
    let key = element(&mut fields, OCTET_STRING)?;
    Some(match kind {
        KeyKind::Rsa | KeyKind::RsaPss(_) => FoundKey::new(kind, key),
        _ => FoundKey::new(kind, der),
    })
}

/// `ECPrivateKey`, converted to PKCS#8, which alone the back ends take.
fn sec1(der: &[u8]) -> Option<FoundKey> {
    let mut fields = sequence(der)?;
    integer(&mut fields)?;
    element(&mut fields, OCTET_STRING)?;
    // Without parameters, nothing names the curve.
    let curve = element(&mut fields, context(0)).unwrap_or_default();
    let Some(oid) = element(&mut &*curve, OBJECT_ID) else {
        return Some(FoundKey::new(KeyKind::OtherCurve, der));
    };
    let algorithm = encode(SEQUENCE, &[&encode(OBJECT_ID, &[EC])?, curve])?;
    let version = encode(INTEGER, &[&[0]])?;
    let key = encode(OCTET_STRING, &[der])?;
    Some(FoundKey {
        kind: curve_kind(oid),
        bytes: encode(SEQUENCE, &[&version, &algorithm, &key])?,
    })
}

/// `SubjectPublicKeyInfo`.
fn spki(der: &[u8]) -> Option<FoundKey> {
    let mut fields = sequence(der)?;
    let kind = kind(element(&mut fields, SEQUENCE)?)?;
    match element(&mut fields, BIT_STRING)? {
        // No bit of the last byte is unused.
        [0, key @ ..] if fields.is_empty() => Some(FoundKey::new(kind, key)),
        _ => None,
    }
}

/// The kind that an `AlgorithmIdentifier` names.
fn kind(mut identifier: &[u8]) -> Option<KeyKind> {
    let oid = element(&mut identifier, OBJECT_ID)?;
    Some(match oid {
        RSA => KeyKind::Rsa,
        RSA_PSS => KeyKind::RsaPss(pss_hash(identifier)),
        EC => element(&mut identifier, OBJECT_ID).map_or(KeyKind::OtherCurve, curve_kind),
        ED25519 => KeyKind::Ed25519,
        _ => KeyKind::Other,
    })
}

fn curve_kind(oid: &[u8]) -> KeyKind {
    match oid {
        P256 => KeyKind::P256,
        P384 => KeyKind::P384,
        _ => KeyKind::OtherCurve,
    }
}

/// The hash of `RSASSA-PSS-params`. A JWS has that hash in both places, and a salt of its length
/// (RFC 7518 section 3.5); the parameters of a key name the shortest salt (RFC 4055 section 3.3).
fn pss_hash(parameters: &[u8]) -> PssHash {
    if parameters.is_empty() {
        return PssHash::Any;
    }
    restricted_hash(parameters).unwrap_or(PssHash::Other)
}

fn restricted_hash(parameters: &[u8]) -> Option<PssHash> {
    let mut fields = sequence(parameters)?;
    let (oid, hash, length) = hash(element(&mut fields, context(0))?)?;
    let mut mask = sequence(element(&mut fields, context(1))?)?;
    let is_mgf1 = element(&mut mask, OBJECT_ID)? == MGF1 && self::hash(mask)?.0 == oid;
    let salt = match element(&mut fields, context(2)) {
        None => 20,
        Some(mut salt) => match integer(&mut salt)? {
            [] => 0,
            [length] => *length,
            _ => return None,
        },
    };
    (is_mgf1 && salt <= length && fields.is_empty()).then_some(hash)
}

/// A hash with its object identifier and its length in bytes.
fn hash(identifier: &[u8]) -> Option<(&[u8], PssHash, u8)> {
    let oid = element(&mut sequence(identifier)?, OBJECT_ID)?;
    let (hash, length) = match oid {
        SHA256 => (PssHash::Sha256, 32),
        SHA384 => (PssHash::Sha384, 48),
        SHA512 => (PssHash::Sha512, 64),
        _ => return None,
    };
    Some((oid, hash, length))
}

impl KeyKind {
    /// Why a key of this kind is not for the algorithm, if it is not.
    pub(crate) fn misfit(self, algorithm: Algorithm) -> Option<&'static str> {
        let (is_for, reason): (&[Algorithm], _) = match self {
            Self::Rsa => (
                &[
                    Algorithm::RS256,
                    Algorithm::RS384,
                    Algorithm::RS512,
                    Algorithm::PS256,
                    Algorithm::PS384,
                    Algorithm::PS512,
                ],
                "it is an RSA key",
            ),
            Self::RsaPss(PssHash::Any) => (
                &[Algorithm::PS256, Algorithm::PS384, Algorithm::PS512],
                "it is an RSA key for RSASSA-PSS only, so for PS256, PS384 or PS512",
            ),
            Self::RsaPss(PssHash::Sha256) => (
                &[Algorithm::PS256],
                "it is an RSA key for RSASSA-PSS with SHA-256 only, so for PS256",
            ),
            Self::RsaPss(PssHash::Sha384) => (
                &[Algorithm::PS384],
                "it is an RSA key for RSASSA-PSS with SHA-384 only, so for PS384",
            ),
            Self::RsaPss(PssHash::Sha512) => (
                &[Algorithm::PS512],
                "it is an RSA key for RSASSA-PSS with SHA-512 only, so for PS512",
            ),
            Self::RsaPss(PssHash::Other) => (
                &[],
                "it is an RSA key for RSASSA-PSS only, with parameters that no JWS algorithm has",
            ),
            Self::P256 => (&[Algorithm::ES256], "it is a key on the curve P-256"),
            Self::P384 => (&[Algorithm::ES384], "it is a key on the curve P-384"),
            Self::OtherCurve => (
                &[],
                "it is a key on a curve that is not supported or not named, such as P-521",
            ),
            Self::Ed25519 => (&[Algorithm::EdDSA], "it is an Ed25519 key"),
            Self::Other => (
                &[],
                "it is a key of a kind that is not supported, such as Ed448, X25519 or DSA",
            ),
        };
        (!is_for.contains(&algorithm)).then_some(reason)
    }
}
