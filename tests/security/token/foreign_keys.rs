//! Keys that are not ours: public ones taken for secrets, weak ones, and those that a token brings
//! along or points to.

use std::{io::ErrorKind, net::TcpListener};

use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use jwt_fresh_tests::{Request, key_file};
use serde_json::{Value, json};

use crate::harness::{
    case::Case,
    judge::judge,
    target::{CANARY, SECRET, Setup, Target},
};

const RSA_PEM: &str = key_file!("rsa.pub.pem");
const RSA_PKCS1_PEM: &str = key_file!("rsa_pkcs1.pub.pem");
const RSA_CERTIFICATE: &str = key_file!("rsa_certificate.pem");
const EC_PEM: &str = key_file!("p256.pub.pem");

/// What stands between the lines that begin and end a PEM file.
fn pem_body(pem: &str) -> String {
    pem.lines()
        .filter(|line| !line.starts_with("-----"))
        .collect()
}

fn der(pem: &str) -> Vec<u8> {
    STANDARD.decode(pem_body(pem)).expect("PEM is base64")
}

/// The 256 bytes of a 2048-bit modulus, which follow nine bytes of DER.
fn modulus() -> Vec<u8> {
    der(RSA_PKCS1_PEM)[9..265].to_vec()
}

fn jwk() -> Value {
    json!({ "kty": "RSA", "n": URL_SAFE_NO_PAD.encode(modulus()), "e": "AQAB" })
}

/// The line of an `id_rsa.pub`.
fn open_ssh() -> String {
    let field = |bytes: &[u8]| [&(bytes.len() as u32).to_be_bytes(), bytes].concat();
    let modulus = [&[0], modulus().as_slice()].concat();
    let blob = [field(b"ssh-rsa"), field(&[1, 0, 1]), field(&modulus)].concat();
    format!("ssh-rsa {}", STANDARD.encode(blob))
}

/// Every form in which somebody may have handed a public key around.
fn public_keys() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("RSA PEM", RSA_PEM.into()),
        ("RSA PEM, CRLF", RSA_PEM.replace('\n', "\r\n").into()),
        (
            "RSA PEM, no line break at its end",
            RSA_PEM.trim_end().into(),
        ),
        ("RSA PEM, white space first", format!("\n {RSA_PEM}").into()),
        ("RSA PEM on one line", RSA_PEM.replace('\n', "").into()),
        ("RSA PEM, its body", pem_body(RSA_PEM).into()),
        ("RSA DER", der(RSA_PEM)),
        ("RSA PKCS1 PEM", RSA_PKCS1_PEM.into()),
        ("RSA PKCS1 DER", der(RSA_PKCS1_PEM)),
        ("RSA certificate PEM", RSA_CERTIFICATE.into()),
        ("RSA certificate DER", der(RSA_CERTIFICATE)),
        ("RSA modulus", modulus()),
        ("RSA JWK", jwk().to_string().into()),
        ("RSA OpenSSH", open_ssh().into()),
        ("EC PEM", EC_PEM.into()),
        ("EC DER", der(EC_PEM)),
    ]
}

#[test]
fn a_public_key_is_no_secret() {
    judge(16 * 5, |target| {
        let mut cases = Vec::new();
        for (form, key) in public_keys() {
            for says in ["HS256", "RS256", "PS256", "ES256", "EdDSA"] {
                let header = json!({ "alg": says, "typ": "JWT", "kid": CANARY }).to_string();
                let token = target.good().header(header).key(&key).token();
                cases.push(Case::refused(format!("{form}, as {says}"), token));
            }
        }
        cases
    });
}

#[test]
fn a_key_near_the_secret_is_not_the_secret() {
    judge(24, |target| {
        let hex: String = SECRET.bytes().map(|byte| format!("{byte:02x}")).collect();
        let mut cases: Vec<_> = [
            ("empty", String::new()),
            ("a zero byte", "\0".into()),
            ("a space", " ".into()),
            ("secret", "secret".into()),
            ("changeme", "changeme".into()),
            ("super-secret", "super-secret".into()),
            ("null", "null".into()),
            ("None", "None".into()),
            ("undefined", "undefined".into()),
            ("the first half", SECRET[..32].into()),
            ("the second half", SECRET[32..].into()),
            ("all but the last byte", SECRET[..63].into()),
            ("one byte more", format!("{SECRET}0")),
            ("twice", SECRET.repeat(2)),
            ("a line break more", format!("{SECRET}\n")),
            ("a space first", format!(" {SECRET}")),
            ("in quotes", format!("\"{SECRET}\"")),
            ("in upper case", SECRET.to_uppercase()),
            ("reversed", SECRET.chars().rev().collect()),
            ("in base64", STANDARD.encode(SECRET)),
            ("in base64url", URL_SAFE_NO_PAD.encode(SECRET)),
            ("in hexadecimal", hex),
            ("the algorithm", "HS256".into()),
        ]
        .into_iter()
        .map(|(name, key)| Case::refused(name, target.good().key(key).token()))
        .collect();
        cases.push(Case::let_in(
            "the secret",
            target.good().key(SECRET).token(),
        ));
        cases
    });
}

/// What a `kid` may say to somebody who looks keys up by it.
const KIDS: [&str; 22] = [
    "",
    "0",
    "../../../../../../dev/null",
    "..\\..\\..\\windows\\win.ini",
    "/dev/null",
    "/proc/sys/kernel/randomize_va_space",
    "file:///dev/null",
    "http://127.0.0.1/key",
    "' UNION SELECT 'attacker' -- ",
    "x' OR '1'='1",
    "1; DROP TABLE keys",
    "$(id)",
    "`id`",
    "| id",
    "{{7*7}}",
    "${jndi:ldap://127.0.0.1/x}",
    "%00",
    "key\u{0}.pem",
    "key\r\nX-Injected: yes",
    "__proto__",
    "constructor",
    "\u{202e}\u{feff}",
];

#[test]
fn a_kid_is_a_name_and_never_a_key() {
    judge(4 * KIDS.len(), |target| {
        let mut cases = Vec::new();
        for kid in KIDS {
            let header = json!({ "alg": "HS256", "kid": kid, "x": CANARY }).to_string();
            let token = |key: &[u8]| target.good().header(&header).key(key).token();
            cases.push(Case::refused(format!("{kid:?}, an empty key"), token(b"")));
            cases.push(Case::refused(
                format!("{kid:?}, the attacker's key"),
                token(b"attacker"),
            ));
            cases.push(Case::refused(
                format!("{kid:?}, itself"),
                token(kid.as_bytes()),
            ));
            // A string is a legal kid, and the signature decides.
            cases.push(Case::let_in(
                format!("{kid:?}, our key"),
                token(SECRET.as_bytes()),
            ));
        }
        cases
    });
}

#[test]
fn a_token_does_not_bring_its_own_key() {
    judge(20, |target| {
        let attacker =
            json!({ "kty": "oct", "alg": "HS256", "k": URL_SAFE_NO_PAD.encode("attacker") });
        let certificate = pem_body(RSA_CERTIFICATE);
        let mut cases = Vec::new();
        for (name, member) in [
            ("an octet jwk", json!({ "jwk": attacker })),
            (
                "an octet jwk as text",
                json!({ "jwk": attacker.to_string() }),
            ),
            ("an RSA jwk", json!({ "jwk": jwk() })),
            ("an empty jwk", json!({ "jwk": { "kty": "oct", "k": "" } })),
            (
                "a key set",
                json!({ "jwks": { "keys": [attacker] }, "keys": [attacker] }),
            ),
            ("a certificate", json!({ "x5c": [certificate] })),
            (
                "a certificate and its hash",
                json!({ "x5c": [certificate], "x5t": "AAAA" }),
            ),
            (
                "a raw key",
                json!({ "k": URL_SAFE_NO_PAD.encode("attacker"), "key": "attacker" }),
            ),
            ("an ephemeral key", json!({ "epk": jwk() })),
            ("a secret", json!({ "secret": "attacker" })),
        ] {
            let mut header = json!({ "alg": "HS256", "kid": CANARY });
            let members = member.as_object().expect("it is an object").clone();
            header
                .as_object_mut()
                .expect("it is an object")
                .extend(members);
            let token = |key: &str| target.good().header(header.to_string()).key(key).token();
            cases.push(Case::refused(
                format!("{name}, signed with it"),
                token("attacker"),
            ));
            // What the header brings is not even looked at.
            cases.push(Case::let_in(
                format!("{name}, signed with ours"),
                token(SECRET),
            ));
        }
        cases
    });
}

#[test]
fn no_token_makes_us_call_anybody() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let address = listener.local_addr().expect("it has an address");
    listener.set_nonblocking(true).expect("it can");
    let url = format!("http://{address}/keys.json");

    for target in Target::all(Setup::Plain) {
        let header = json!({ "alg": "HS256", "kid": url, "jku": url, "x5u": url, "url": url });
        let issued_there = target
            .claims(json!({ "iss": url, "jwks_uri": url }))
            .to_string();
        for (key, status) in [("attacker", 422), (SECRET, 200)] {
            let mint = target
                .good()
                .header(header.to_string())
                .payload(&issued_there)
                .key(key);
            let request = Request::get(target.path()).bearer(mint.token());
            assert_eq!(target.server().send(&request).status, status, "{target}");
        }
    }
    let called = listener.accept().map_err(|error| error.kind());
    assert_eq!(called.err(), Some(ErrorKind::WouldBlock), "somebody called");
}
