//! Keys: PEM files, DER, base64 of either, and shared secrets that may be keys of another sort.

use base64::{Engine, prelude::BASE64_STANDARD};
use jsonwebtoken::{DecodingKey, DecodingKeyKind, EncodingKey};
use jwt_fresh::{__fuzz, Algorithm, SigningKey, VerifyingKey};

const ALGORITHMS: [Algorithm; 4] = [
    Algorithm::RS256,
    Algorithm::ES256,
    Algorithm::ES384,
    Algorithm::EdDSA,
];

/// What is accepted is the half that its label says, and the key that jsonwebtoken finds, if it finds
/// one. It is accepted again in its shortest form, and is the same key then.
pub fn check(data: &[u8]) -> bool {
    let Some((first, rest)) = data.split_first() else {
        return false;
    };
    check_secret(rest);
    let bit = |bit: u32| first >> bit & 1 == 1;
    let algorithm = ALGORITHMS[usize::from(first & 3)];
    let (is_private, is_der, is_pkcs1) = (bit(2), bit(3), bit(6));
    let label = match (is_private, is_pkcs1) {
        (false, false) => "PUBLIC KEY",
        (false, true) => "RSA PUBLIC KEY",
        (true, false) => "PRIVATE KEY",
        (true, true) => "RSA PRIVATE KEY",
    };
    let pem = if is_der {
        wrapped(label, rest)
    } else {
        rest.to_vec()
    };
    if is_private {
        check_signing(algorithm, &pem)
    } else {
        check_verifying(algorithm, &pem)
    }
}

fn check_verifying(algorithm: Algorithm, pem: &[u8]) -> bool {
    let Ok(key) = VerifyingKey::from_pem(algorithm, pem) else {
        return false;
    };
    let bytes = __fuzz::verifying_bytes(&key);
    check_block(pem, "PUBLIC KEY", public_bytes(algorithm, pem), bytes);
    let again = spki(algorithm, bytes);
    let again_key =
        VerifyingKey::from_pem(algorithm, &again).expect("the key in its shortest form");
    assert_eq!(__fuzz::verifying_bytes(&again_key), bytes);
    assert_eq!(public_bytes(algorithm, &again).as_deref(), Some(bytes));
    for key in [key, again_key] {
        assert_ne!(__fuzz::verifies(&key, b"message", b"signature"), Some(true));
        assert_ne!(__fuzz::verifies(&key, b"message", &[0; 64]), Some(true));
    }
    true
}

fn check_signing(algorithm: Algorithm, pem: &[u8]) -> bool {
    let Ok(key) = SigningKey::from_pem(algorithm, pem) else {
        return false;
    };
    let bytes = __fuzz::signing_bytes(&key);
    check_block(pem, "PRIVATE KEY", private_bytes(algorithm, pem), bytes);
    // Of an RSA key, the bytes are what PKCS #8 holds; of another one, all of PKCS #8.
    let pkcs8 = if algorithm == Algorithm::RS256 {
        let content = [
            b"\x02\x01\x00",
            &element(0x30, identifier(algorithm))[..],
            &element(4, bytes),
        ];
        element(0x30, &content.concat())
    } else {
        bytes.to_vec()
    };
    let again = wrapped("PRIVATE KEY", &pkcs8);
    let again_key = SigningKey::from_pem(algorithm, &again).expect("the key in its shortest form");
    assert_eq!(__fuzz::signing_bytes(&again_key), bytes);
    // What is inside of an EC or Ed25519 key is read by the back end, when it signs.
    assert!(private_bytes(algorithm, &again).is_none_or(|again| again == bytes));
    // A signature takes a thousand times as long as the rest, so only some of these keys sign.
    if algorithm == Algorithm::RS256 && !pem.len().is_multiple_of(8) {
        return true;
    }
    let [signature, again] = [key, again_key].map(|key| __fuzz::signs(&key, b"message"));
    assert_eq!(signature.is_some(), again.is_some());
    if matches!(algorithm, Algorithm::RS256 | Algorithm::EdDSA) {
        assert_eq!(signature, again);
    }
    true
}

/// Where there is one block only, a second parser finds one of that half, and jsonwebtoken no other key
/// in it.
fn check_block(text: &[u8], half: &str, found: Option<Vec<u8>>, bytes: &[u8]) {
    let begin = b"-----BEGIN ";
    if text.windows(begin.len()).filter(|at| at == begin).count() == 1
        && let Ok(block) = pem::parse(text)
    {
        assert!(block.tag().ends_with(half), "{}", block.tag());
        assert!(found.is_none_or(|found| found == bytes));
    }
}

fn public_bytes(algorithm: Algorithm, pem: &[u8]) -> Option<Vec<u8>> {
    let key = match algorithm {
        Algorithm::RS256 => DecodingKey::from_rsa_pem(pem),
        Algorithm::EdDSA => DecodingKey::from_ed_pem(pem),
        _ => DecodingKey::from_ec_pem(pem),
    };
    match key.ok()?.kind() {
        DecodingKeyKind::SecretOrDer(bytes) => Some(bytes.clone()),
        DecodingKeyKind::RsaModulusExponent { .. } => None,
    }
}

fn private_bytes(algorithm: Algorithm, pem: &[u8]) -> Option<Vec<u8>> {
    let key = match algorithm {
        Algorithm::RS256 => EncodingKey::from_rsa_pem(pem),
        Algorithm::EdDSA => EncodingKey::from_ed_pem(pem),
        _ => EncodingKey::from_ec_pem(pem),
    };
    Some(key.ok()?.as_bytes().to_vec())
}

/// A public key in the form of RFC 5280 section 4.1.
fn spki(algorithm: Algorithm, bytes: &[u8]) -> Vec<u8> {
    let bits = [&[0], bytes].concat();
    let content = [element(0x30, identifier(algorithm)), element(3, &bits)].concat();
    wrapped("PUBLIC KEY", &element(0x30, &content))
}

/// The object identifiers of an algorithm and its parameters, in DER.
fn identifier(algorithm: Algorithm) -> &'static [u8] {
    match algorithm {
        Algorithm::RS256 => b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01\x05\x00",
        Algorithm::ES256 => {
            b"\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07"
        }
        Algorithm::ES384 => b"\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x05\x2b\x81\x04\x00\x22",
        _ => b"\x06\x03\x2b\x65\x70",
    }
}

fn element(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len()).expect("inputs are short");
    let length = match length {
        0..=0x7f => vec![length as u8],
        0x80..=0xff => vec![0x81, length as u8],
        _ => vec![0x82, (length >> 8) as u8, length as u8],
    };
    [&[tag], &length[..], content].concat()
}

fn wrapped(label: &str, der: &[u8]) -> Vec<u8> {
    let body = BASE64_STANDARD.encode(der);
    format!("-----BEGIN {label}-----\n{body}\n-----END {label}-----\n").into_bytes()
}

/// No key in PEM form is a secret.
fn check_secret(secret: &[u8]) {
    let accepted = VerifyingKey::from_secret(Algorithm::HS256, secret).is_ok();
    assert_eq!(
        accepted,
        SigningKey::from_secret(Algorithm::HS256, secret).is_ok()
    );
    if accepted {
        assert!(!secret.is_empty() && !secret.starts_with(b"ssh-rsa"));
        // The first label counts: a block before the key hides it.
        if secret.starts_with(b"-----BEGIN ")
            && let Ok(block) = pem::parse(secret)
        {
            let label = block.tag();
            assert!(!label.ends_with("KEY") && !label.ends_with("CERTIFICATE"));
        }
    }
}
