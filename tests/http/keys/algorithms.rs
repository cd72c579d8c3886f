//! Every algorithm, from a log-in to a protected handler and back.

use jwt_fresh::{Algorithm, JwtConfig, JwtManager, KeySource, SigningKey, VerifyingKey};
use jwt_fresh_tests::{HMAC_ALGORITHMS, KEY_PAIRS, Request, SECRET, Server, key_path, pem};
use serde_json::json;

type Start = fn(KeySource) -> JwtConfig;
const STARTS: [Start; 3] = [
    |keys| JwtConfig::new(keys),
    |keys| JwtConfig::quart(keys),
    |keys| JwtConfig::flask(keys),
];

fn manager(start: Start, keys: KeySource) -> JwtManager {
    JwtManager::new(start(keys)).expect("the keys are good ones")
}

fn pair(algorithm: Algorithm, name: &str) -> KeySource {
    KeySource::pem_pair(
        algorithm,
        pem(&format!("{name}.pem")),
        pem(&format!("{name}.pub.pem")),
    )
    .expect("they are a pair")
}

fn status(server: &Server, token: &str) -> u16 {
    server
        .send(&Request::get("/protected").bearer(token))
        .status
}

/// The token with one bit of its signature turned.
fn damaged(token: &str) -> String {
    let at = token.rfind('.').expect("it has segments") + 5;
    let other = if token.as_bytes()[at] == b'A' {
        "B"
    } else {
        "A"
    };
    format!("{}{other}{}", &token[..at], &token[at + 1..])
}

#[test]
fn each_algorithm_lets_its_own_tokens_in_and_no_others() {
    for start in STARTS {
        let by_secret = HMAC_ALGORITHMS.map(|algorithm| {
            let jwt = JwtManager::new(start(SECRET.into()).algorithm(algorithm)).unwrap();
            (algorithm, jwt)
        });
        let by_pair = KEY_PAIRS
            .map(|(algorithm, name, _)| (algorithm, manager(start, pair(algorithm, name))));
        let managers: Vec<_> = by_secret.into_iter().chain(by_pair).collect();
        assert_eq!(managers.len(), 12);
        let tokens: Vec<_> = managers
            .iter()
            .map(|(_, jwt)| jwt.create_access_token("test").encode().unwrap())
            .collect();
        for (own, (algorithm, jwt)) in managers.iter().enumerate() {
            let server = Server::start(jwt);
            let header = jwt.decode_token(&tokens[own]).unwrap();
            assert_eq!(header.header()["alg"], algorithm.name());
            assert_eq!(status(&server, &damaged(&tokens[own])), 422, "{algorithm}");
            for (other, token) in tokens.iter().enumerate() {
                let expected = if other == own { 200 } else { 422 };
                let says = managers[other].0;
                assert_eq!(status(&server, token), expected, "{says} at {algorithm}");
            }
        }
    }
}

#[test]
fn another_pair_of_the_same_sort_lets_nobody_in() {
    for (algorithm, name, other) in KEY_PAIRS {
        let jwt = manager(JwtConfig::new, pair(algorithm, name));
        let others = manager(JwtConfig::new, pair(algorithm, other));
        let server = Server::start(&jwt);
        let forged = others.create_access_token("test").encode().unwrap();
        let answer = server.send(&Request::get("/protected").bearer(forged));
        assert_eq!(answer.status, 422, "{algorithm}");
        assert_eq!(
            answer.json(),
            json!({ "msg": "Signature verification failed" })
        );
    }
}

#[test]
fn keys_in_files_are_as_good_as_in_memory() {
    for (algorithm, name, _) in KEY_PAIRS {
        let [private, public] =
            [format!("{name}.pem"), format!("{name}.pub.pem")].map(|name| key_path(&name));
        let files = KeySource::pem_files(algorithm, &private, &public).unwrap();
        let single = KeySource::keys(
            Some(SigningKey::from_pem_file(algorithm, &private).unwrap()),
            [VerifyingKey::from_pem_file(algorithm, &public).unwrap()],
        );
        let in_memory = manager(JwtConfig::new, pair(algorithm, name));
        let server = Server::start(&in_memory);
        for keys in [files, single] {
            let token = manager(JwtConfig::new, keys).create_access_token("test");
            assert_eq!(
                status(&server, &token.encode().unwrap()),
                200,
                "{algorithm}"
            );
        }
    }
}

#[test]
fn both_forms_of_rsa_keys_are_read_and_line_breaks_do_not_matter() {
    let rsa = manager(JwtConfig::new, pair(Algorithm::RS256, "rsa"));
    let token = rsa.create_access_token("test").encode().unwrap();
    let windows = |name: &str| pem(name).replace('\n', "\r\n");
    let text_before = |name: &str| format!("a key of ours\n{}", pem(name));
    for (private, public) in [
        (pem("rsa_pkcs1.pem"), pem("rsa_pkcs1.pub.pem")),
        (pem("rsa.pem"), pem("rsa_pkcs1.pub.pem")),
        (windows("rsa.pem"), windows("rsa.pub.pem")),
        (text_before("rsa.pem"), text_before("rsa.pub.pem")),
        (
            pem("rsa.pem").trim().into(),
            pem("rsa.pub.pem").trim().into(),
        ),
    ] {
        let keys = KeySource::pem_pair(Algorithm::RS256, private, public).unwrap();
        let jwt = manager(JwtConfig::new, keys);
        assert!(jwt.decode_token(&token).is_ok());
        let own = jwt.create_access_token("test").encode().unwrap();
        assert!(rsa.decode_token(&own).is_ok());
    }
}

#[test]
fn the_public_half_alone_lets_in_and_makes_no_tokens() {
    for (algorithm, name, other) in KEY_PAIRS {
        for start in STARTS {
            let public = pem(&format!("{name}.pub.pem"));
            let keys = KeySource::public_pem(algorithm, public).unwrap();
            let verifier = manager(start, keys);
            let server = Server::start(&verifier);
            let token = |name| {
                let jwt = manager(start, pair(algorithm, name));
                jwt.create_access_token("test").encode().unwrap()
            };
            assert_eq!(status(&server, &token(name)), 200, "{algorithm}");
            assert_eq!(status(&server, &token(other)), 422, "{algorithm}");
            assert!(verifier.create_access_token("test").encode().is_err());
        }
    }
}
