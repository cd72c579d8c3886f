//! What a PEM file says it holds (RFC 7468).

use jsonwebtoken::AlgorithmFamily;

/// Whether the PEM says that it holds a private key, in a form that can be read.
pub(crate) fn is_private_key(family: AlgorithmFamily, pem: &[u8]) -> bool {
    says(pem, b"PRIVATE KEY") || family == AlgorithmFamily::Rsa && says(pem, b"RSA PRIVATE KEY")
}

/// Whether the PEM says that it holds a public key.
///
/// jsonwebtoken takes the first bits that it finds for the key: of a certificate, that may be
/// another's, and of a private key, the private half.
pub(crate) fn is_public_key(family: AlgorithmFamily, pem: &[u8]) -> bool {
    says(pem, b"PUBLIC KEY") || family == AlgorithmFamily::Rsa && says(pem, b"RSA PUBLIC KEY")
}

/// Whether a shared secret is a key of another sort: one in PEM form, or a line of OpenSSH's.
///
/// A public key as a secret would let everybody sign (RFC 8725 section 2.1); PyJWT refuses the same.
pub(crate) fn is_no_secret(secret: &[u8]) -> bool {
    const OPEN_SSH: [&[u8]; 4] = [b"ssh-rsa", b"ssh-ed25519", b"ssh-dss", b"ecdsa-sha2-nistp"];
    label(secret).is_some_and(|label| label.ends_with(b"KEY") || label.ends_with(b"CERTIFICATE"))
        || OPEN_SSH.iter().any(|name| secret.starts_with(name))
}

fn says(pem: &[u8], wanted: &[u8]) -> bool {
    label(pem) == Some(wanted)
}

/// The label of the first block.
fn label(pem: &[u8]) -> Option<&[u8]> {
    let (_, rest) = split(pem, b"-----BEGIN ")?;
    let (label, _) = split(rest, b"-----")?;
    Some(label)
}

/// What stands before and after the first occurrence of a mark.
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
