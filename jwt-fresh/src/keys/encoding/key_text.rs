//! Finds a key in the text of a file or variable, or says what the text is instead.

use zeroize::Zeroizing;

use crate::keys::encoding::{
    key_der::{FoundKey, is_certificate, private_key, public_key},
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
/// How the same keys begin without the name before them: its length.
const OPEN_SSH_BLOB: &[u8] = &[0, 0, 0];
/// How the form of RFC 4716 begins.
const SSH2: &[u8] = b"---- BEGIN SSH2 ";
/// How base64 of a key begins: of DER, PEM, JSON, and OpenSSH's forms.
const BASE64_OF_KEYS: [&[u8]; 7] = [b"M", b"LS0t", b"ey", b"ew", b"AAAA", b"c3No", b"ZWNkc2Et"];

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

/// Whether the bytes of a shared secret are a key of another kind: PEM, DER, a JWK, or OpenSSH's forms,
/// each also in base64 or base64url, and DER in hexadecimal.
///
/// With a public key as the secret everybody could sign (RFC 8725 section 2.1). PyJWT rejects the
/// PEM and the OpenSSH forms.
pub(crate) fn is_no_secret(secret: &[u8]) -> bool {
    let secret = trimmed(secret);
    is_of_pair(secret)
        || in_base64(secret).is_some_and(|bytes| is_of_pair(&bytes))
        || in_hexadecimal(secret).is_some_and(|bytes| is_of_pair(&bytes))
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
    match text {
        [b'"', inner @ .., b'"'] | [b'\'', inner @ .., b'\''] => inner.trim_ascii(),
        _ => text,
    }
}

fn is_open_ssh(text: &[u8]) -> bool {
    OPEN_SSH.iter().any(|name| text.starts_with(name))
}

/// Whether it is a key of a pair, or a certificate, which contains one.
fn is_of_pair(bytes: &[u8]) -> bool {
    let is_der =
        || public_key(bytes).is_some() || private_key(bytes).is_some() || is_certificate(bytes);
    PemBlock::all(bytes).any(|block| block.is_key_material())
        || is_open_ssh(bytes)
        || bytes.starts_with(SSH2)
        || bytes.starts_with(OPEN_SSH_BLOB) && bytes.get(4..).is_some_and(is_open_ssh)
        || is_jwk_of_pair(bytes)
        || is_der()
}

/// The bytes of a text in base64 or base64url that may be a key. Secrets that callbacks return are checked
/// at each request, so most of them are not decoded.
fn in_base64(text: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    if !BASE64_OF_KEYS.iter().any(|begin| text.starts_with(begin)) {
        return None;
    }
    let digit = |byte: &u8| match byte {
        b'-' => b'+',
        b'_' => b'/',
        other => *other,
    };
    base64(&Zeroizing::new(text.iter().map(digit).collect::<Vec<_>>()))
}

/// The bytes of a text in hexadecimal that begins as DER does.
fn in_hexadecimal(text: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    if !text.starts_with(b"30") || !text.len().is_multiple_of(2) {
        return None;
    }
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let mut bytes = Zeroizing::new(Vec::with_capacity(text.len() / 2));
    for pair in text.as_chunks::<2>().0 {
        let [high, low] = *pair;
        bytes.push(u8::try_from(digit(high)? << 4 | digit(low)?).ok()?);
    }
    Some(bytes)
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
