//! C7: a public key, or a certificate, was accepted as a secret if it was DER, in base64url, in hexadecimal
//! or in single quotes: everybody could sign with it.

use base64::{
    Engine,
    prelude::{BASE64_STANDARD, BASE64_URL_SAFE, BASE64_URL_SAFE_NO_PAD},
};
use jwt_fresh::{Algorithm, JwtConfig, JwtManager, KeySource, SigningKey, VerifyingKey};
use jwt_fresh_tests::{ALL, Request, SECRET, Server, config_error, pem};

const ALGORITHM: Algorithm = Algorithm::HS256;
const OPEN_SSH: &str = "AAAAC3NzaC1lZDI1NTE5AAAAIHjdxDWeLZ0gBxBqVgaDd2xcFnEOv0Iwqw1Yhe0Yxw5B";
const JWK: &str = "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AAAA\",\"y\":\"AAAA\"}";

fn der(name: &str) -> Vec<u8> {
    let text = pem(name);
    let lines = text.lines().filter(|line| !line.starts_with('-'));
    BASE64_STANDARD.decode(lines.collect::<String>()).unwrap()
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The texts in which a key is at hand besides PEM.
fn forms(der: &[u8]) -> Vec<Vec<u8>> {
    let base64 = BASE64_STANDARD.encode(der);
    vec![
        der.to_vec(),
        BASE64_URL_SAFE_NO_PAD.encode(der).into_bytes(),
        BASE64_URL_SAFE.encode(der).into_bytes(),
        format!("'{base64}'").into_bytes(),
        hexadecimal(der).into_bytes(),
        hexadecimal(der).to_uppercase().into_bytes(),
        base64.into_bytes(),
    ]
}

fn assert_refused(secret: &[u8]) {
    let shown = String::from_utf8_lossy(secret);
    let expected = config_error!(KeyAsSecret {
        algorithm: ALGORITHM
    });
    for error in [
        SigningKey::from_secret(ALGORITHM, secret).err(),
        VerifyingKey::from_secret(ALGORITHM, secret).err(),
        JwtManager::new(JwtConfig::new(KeySource::secret(secret))).err(),
    ] {
        assert_eq!(error, expected, "{shown}");
    }
}

#[test]
fn a_key_of_a_pair_is_no_secret_in_any_form() {
    for name in [
        "rsa.pub.pem",
        "rsa_pkcs1.pub.pem",
        "rsa_certificate.pem",
        "p256.pub.pem",
        "p256_certificate.pem",
        "p521.pub.pem",
        "ed25519.pub.pem",
        "ed448.pub.pem",
        "rsa.pem",
        "p256.pem",
        "p256_sec1.pem",
    ] {
        for secret in forms(&der(name)) {
            assert_refused(&secret);
        }
        assert_refused(format!("'{}'", pem(name)).as_bytes());
    }
    for secret in [
        OPEN_SSH.to_owned(),
        BASE64_STANDARD.encode(format!("ssh-ed25519 {OPEN_SSH} me@host")),
        format!("---- BEGIN SSH2 PUBLIC KEY ----\n{OPEN_SSH}\n---- END SSH2 PUBLIC KEY ----\n"),
        BASE64_STANDARD.encode(JWK),
        BASE64_URL_SAFE_NO_PAD.encode(JWK),
    ] {
        assert_refused(secret.as_bytes());
    }
    assert_refused(&BASE64_STANDARD.decode(OPEN_SSH).unwrap());
}

/// The control: what only looks like one of them is a secret.
#[test]
fn other_secrets_are_accepted() {
    for of in ALL {
        let server = Server::start(&JwtManager::new(of.config()).unwrap());
        let request = Request::get("/protected").bearer(of.token(serde_json::json!({})));
        assert_eq!(server.send(&request).status, 200, "{}", of.name);
    }
    for secret in [
        SECRET.as_bytes(),
        b"0123456789abcdef0123456789abcdef",
        b"30820122300d06092a864886f70d0101",
        b"MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCg",
        b"eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9",
        b"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        b"'a secret of at least thirty-two bytes'",
        &[0x30; 48],
        &[0; 48],
    ] {
        assert!(
            SigningKey::from_secret(ALGORITHM, secret).is_ok(),
            "{secret:?}"
        );
    }
}
