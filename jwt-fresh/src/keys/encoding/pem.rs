//! The labels of PEM files (RFC 7468), which say what a file contains.

use jsonwebtoken::AlgorithmFamily;

/// Whether the PEM has the label of a private key in a supported form.
pub(crate) fn is_private_key(family: AlgorithmFamily, pem: &[u8]) -> bool {
    has_label(pem, b"PRIVATE KEY")
        || family == AlgorithmFamily::Rsa && has_label(pem, b"RSA PRIVATE KEY")
}

/// Whether the PEM has the label of a public key.
///
/// jsonwebtoken takes the first bit string that it finds for the key: in a certificate that may be
/// another key, and in a private key the private half.
pub(crate) fn is_public_key(family: AlgorithmFamily, pem: &[u8]) -> bool {
    has_label(pem, b"PUBLIC KEY")
        || family == AlgorithmFamily::Rsa && has_label(pem, b"RSA PUBLIC KEY")
}

/// Whether the bytes of a shared secret are a key of another kind: PEM, or a line of OpenSSH.
///
/// With a public key as the secret everybody could sign (RFC 8725 section 2.1); PyJWT rejects the
/// same.
pub(crate) fn is_no_secret(secret: &[u8]) -> bool {
    const OPEN_SSH: [&[u8]; 4] = [b"ssh-rsa", b"ssh-ed25519", b"ssh-dss", b"ecdsa-sha2-nistp"];
    label(secret).is_some_and(|label| label.ends_with(b"KEY") || label.ends_with(b"CERTIFICATE"))
        || OPEN_SSH.iter().any(|name| secret.starts_with(name))
}

fn has_label(pem: &[u8], wanted: &[u8]) -> bool {
    label(pem) == Some(wanted)
}

/// The label of the first block.
fn label(pem: &[u8]) -> Option<&[u8]> {
    let (_, rest) = split(pem, b"-----BEGIN ")?;
    let (label, _) = split(rest, b"-----")?;
    Some(label)
}

/// The bytes before and after the first occurrence of a mark.
fn split<'b>(bytes: &'b [u8], mark: &[u8]) -> Option<(&'b [u8], &'b [u8])> {
    let at = bytes.windows(mark.len()).position(|piece| piece == mark)?;
    let (before, rest) = bytes.split_at_checked(at)?;
    Some((before, rest.get(mark.len()..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_label_counts() {
        assert_eq!(
            label(b"-----BEGIN A-----\n-----BEGIN B-----"),
            Some(&b"A"[..])
        );
        assert_eq!(
            label(b"text\r\n-----BEGIN PUBLIC KEY-----"),
            Some(&b"PUBLIC KEY"[..])
        );
        for none in [
            &b""[..],
            b"-----BEGIN",
            b"-----BEGIN A",
            b"-----BEGIN A----",
            b"A",
        ] {
            assert_eq!(label(none), None);
        }
    }

    #[test]
    fn a_secret_may_look_a_little_like_a_key() {
        for secret in [
            &b"BEGIN PUBLIC KEY"[..],
            b"my ssh-rsa",
            b"-----BEGIN MESSAGE-----",
            b"-----",
        ] {
            assert!(!is_no_secret(secret));
        }
    }
}
