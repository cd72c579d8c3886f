//! Finds a key in the text of a file or variable, or says what the text is instead.

use zeroize::Zeroizing;

use crate::keys::encoding::{
    key_der::{FoundKey, private_key, public_key},
    pem::{PemBlock, base64},
};

/// One half of a key pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Half {
    Private,
    Public,
}

/// How lines of OpenSSH's public keys begin.
const OPEN_SSH: [&[u8]; 4] = [b"ssh-rsa", b"ssh-ed25519", b"ssh-dss", b"ecdsa-sha2-nistp"];
/// Base64 of `-----BEGIN`, up to the last whole digit.
const BASE64_OF_PEM: &[u8] = b"LS0tLS1CRUdJT";

/// The only key of that half in the text, or why there is none.
///
/// The key may stand anywhere in PEM, in the base64 of PEM, or be DER with or without base64.
pub(crate) fn find_key(half: Half, text: &[u8]) -> Result<FoundKey, &'static str> {
    let text = trimmed(text);
    if PemBlock::all(text).next().is_some() {
        return in_blocks(half, text);
    }
    match base64(text) {
        Some(inner) if PemBlock::all(&inner).next().is_some() => in_blocks(half, &inner),
        Some(der) => half.of_der(&der).ok_or_else(|| what_is(half, &der, text)),
        None => half.of_der(text).ok_or_else(|| what_is(half, text, text)),
    }
}

/// Whether the bytes of a shared secret are a key of another kind: PEM, DER in base64, a JWK, or a
/// line of OpenSSH.
///
/// With a public key as the secret everybody could sign (RFC 8725 section 2.1). PyJWT rejects the
/// PEM and the OpenSSH forms.
pub(crate) fn is_no_secret(secret: &[u8]) -> bool {
    let secret = trimmed(secret);
    PemBlock::all(secret).any(|block| block.is_key_material())
        || is_open_ssh(secret)
        || is_key_in_base64(secret)
        || is_jwk_of_pair(secret)
}

impl Half {
    /// For the error.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Private => "private",
            Self::Public => "public",
        }
    }

    fn of_der(self, der: &[u8]) -> Option<FoundKey> {
        match self {
            Self::Private => private_key(der),
            Self::Public => public_key(der),
        }
    }

    fn other(self) -> Self {
        match self {
            Self::Private => Self::Public,
            Self::Public => Self::Private,
        }
    }

    /// Whether a block with that label is a key of this half.
    fn has_label(self, label: &[u8]) -> bool {
        match self {
            Self::Private => label.ends_with(b"PRIVATE KEY"),
            Self::Public => label.ends_with(b"PUBLIC KEY"),
        }
    }

    /// That the text contains the other half only.
    fn is_missing(self) -> &'static str {
        match self {
            Self::Private => "it is the public half of a pair; give the private one here",
            Self::Public => {
                "it is the private half of a pair; \
                 `openssl pkey -pubout` gets the public one out of it"
            }
        }
    }
}

fn in_blocks(half: Half, text: &[u8]) -> Result<FoundKey, &'static str> {
    let of_half = |half: Half| PemBlock::all(text).filter(move |block| half.has_label(block.label));
    let mut found = of_half(half);
    match (found.next(), found.next()) {
        (Some(block), None) => in_block(half, block),
        (Some(_), Some(_)) => Err("there are several such keys in it; leave one of them"),
        (None, _) if of_half(half.other()).next().is_some() => Err(half.is_missing()),
        (None, _) if PemBlock::all(text).any(|block| block.is_key_material()) => Err(match half {
            Half::Private => "it is a certificate, which has no private key",
            Half::Public => {
                "it is a certificate; `openssl x509 -pubkey -noout` gets the key out of it"
            }
        }),
        (None, _) => Err("it is PEM, but contains no key"),
    }
}

fn in_block(half: Half, block: PemBlock<'_>) -> Result<FoundKey, &'static str> {
    if block.label == b"OPENSSH PRIVATE KEY" {
        return Err("it is in OpenSSH's form; `ssh-keygen -p -m pkcs8 -f FILE` converts the file");
    }
    if block.is_encrypted() {
        return Err("it is encrypted; `openssl pkey -in FILE -out FILE` decrypts it");
    }
    half.of_der(&block.decode()?)
        .ok_or("it is damaged, or of a kind that is not supported")
}

/// What a text without a key of that half is, as far as that can be seen. `der` are its bytes if it
/// is base64.
fn what_is(half: Half, der: &[u8], text: &[u8]) -> &'static str {
    let ends_as_a_file = || {
        [&b".pem"[..], b".key", b".crt", b".cer", b".der", b".pub"]
            .iter()
            .any(|end| text.ends_with(end))
    };
    match text {
        [] => "it is empty",
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => "it is UTF-16; save it as UTF-8",
        [b'{', ..] => "it is JSON, such as a JWK; convert it to PEM",
        _ if is_open_ssh(text) => {
            "it is in OpenSSH's form; give the PEM form, \
             of a pair that `openssl genpkey` and `openssl pkey -pubout` have made"
        }
        _ if half.other().of_der(der).is_some() => half.is_missing(),
        _ if !text.contains(&b'\n') && ends_as_a_file() => {
            "it is the name of a file; give its contents, or use `KeySource::pem_files`"
        }
        _ => match half {
            Half::Private => "it contains no line `-----BEGIN PRIVATE KEY-----`",
            Half::Public => "it contains no line `-----BEGIN PUBLIC KEY-----`",
        },
    }
}

/// Without a UTF-8 byte order mark, white space and quotation marks around it.
fn trimmed(text: &[u8]) -> &[u8] {
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
    let text = text.trim_ascii();
    let unquoted = text
        .strip_prefix(b"\"")
        .and_then(|text| text.strip_suffix(b"\""));
    unquoted.map_or(text, <[u8]>::trim_ascii)
}

fn is_open_ssh(text: &[u8]) -> bool {
    OPEN_SSH.iter().any(|name| text.starts_with(name))
}

/// Whether it is a key in DER, or PEM, encoded in base64.
fn is_key_in_base64(text: &[u8]) -> bool {
    // DER begins with a sequence, whose first six bits are the digit `M`. Secrets that callbacks
    // return are checked at each request, so most of them are not decoded.
    let is_key = |der: &Zeroizing<Vec<u8>>| public_key(der).is_some() || private_key(der).is_some();
    text.starts_with(BASE64_OF_PEM)
        || text.starts_with(b"M") && base64(text).as_ref().is_some_and(is_key)
}

/// Whether it is a JWK with an asymmetric key (RFC 7518 section 6.1), or a set of JWKs.
fn is_jwk_of_pair(text: &[u8]) -> bool {
    #[derive(serde::Deserialize)]
    struct Jwk {
        kty: Option<String>,
        keys: Option<serde::de::IgnoredAny>,
    }
    text.starts_with(b"{")
        && serde_json::from_slice::<Jwk>(text).is_ok_and(|jwk| {
            jwk.keys.is_some() || matches!(jwk.kty.as_deref(), Some("RSA" | "EC" | "OKP"))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_may_look_a_little_like_a_key() {
        for secret in [
            &b"BEGIN PUBLIC KEY"[..],
            b"my ssh-rsa",
            b"-----BEGIN MESSAGE-----",
            b"-----",
            b"MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A",
            b"M",
            b"{\"kty\":\"oct\",\"k\":\"AAAA\"}",
            b"{\"kty\":1}",
            b"{",
        ] {
            assert!(!is_no_secret(secret));
        }
    }
}
