//! Good tokens, changed at random. The seed is fixed, so a failure comes again.

use std::collections::HashSet;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jwt_fresh::{Algorithm, JwtConfig, JwtManager};
use jwt_fresh_tests::Mint;
use serde_json::{Value, json};

use crate::harness::target::SECRET;

/// SplitMix64: small, and random enough to choose where to break a token.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`, which is not zero.
    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).expect("it is below a usize")
    }

    fn byte(&mut self) -> u8 {
        self.next() as u8
    }
}

/// Changes some bytes of a text in one of many ways.
fn mutate(random: &mut Random, bytes: &mut Vec<u8>) {
    for _ in 0..=random.below(3) {
        if bytes.is_empty() {
            return;
        }
        let at = random.below(bytes.len());
        let end = at + 1 + random.below((bytes.len() - at).min(16));
        match random.below(9) {
            0 => bytes[at] ^= 1 << random.below(8),
            1 => bytes[at] = random.byte(),
            2 => {
                bytes[at] = *b"ABCxyz019-_.=+/"
                    .get(random.below(15))
                    .expect("it is in there")
            }
            3 => bytes.truncate(at),
            4 => drop(bytes.drain(at..end)),
            5 => bytes.insert(at, random.byte()),
            6 => {
                let piece = bytes[at..end].to_vec();
                bytes.splice(at..at, piece);
            }
            7 => {
                let other = random.below(bytes.len());
                bytes.swap(at, other);
            }
            _ => {
                bytes[at..end].reverse();
            }
        }
    }
}

fn managers() -> Vec<JwtManager> {
    let mut managers = Vec::new();
    for configure in [JwtConfig::new, JwtConfig::quart, JwtConfig::flask] {
        for algorithm in [Algorithm::HS256, Algorithm::HS384, Algorithm::HS512] {
            let config = configure(SECRET).algorithm(algorithm);
            managers.push(JwtManager::new(config).expect("it is a good one"));
        }
    }
    managers
}

fn good_tokens(jwt: &JwtManager) -> Vec<String> {
    let user = json!({ "id": 7, "name": "Zoë", "tags": [null, true, 1.5] });
    [
        jwt.create_access_token("test").encode(),
        jwt.create_access_token("test")
            .fresh(true)
            .claims(&user)
            .encode(),
        jwt.create_access_token("").header("kid", "k").encode(),
        jwt.create_refresh_token("test").encode(),
        jwt.create_refresh_token("x".repeat(100))
            .claims(&user)
            .encode(),
    ]
    .map(|token| token.expect("it is made"))
    .to_vec()
}

/// A token with segments of two good ones, in any order.
fn mix(random: &mut Random, one: &str, other: &str) -> String {
    let segments: Vec<_> = one.split('.').chain(other.split('.')).collect();
    let count = 2 + random.below(3);
    let chosen: Vec<_> = (0..count)
        .map(|_| segments[random.below(segments.len())])
        .collect();
    chosen.join(".")
}

#[test]
fn a_changed_token_is_never_good() {
    const EACH: usize = 2_600;
    let mut random = Random(20_240_601);
    let mut tried = 0;
    let mut same = 0;
    for jwt in managers() {
        let good = good_tokens(&jwt);
        for token in &good {
            assert!(jwt.decode_token(token).is_ok(), "{token}");
        }
        for _ in 0..EACH {
            let token = &good[random.below(good.len())];
            let changed = if random.below(8) == 0 {
                let other = &good[random.below(good.len())];
                mix(&mut random, token, other)
            } else {
                let mut bytes = token.clone().into_bytes();
                mutate(&mut random, &mut bytes);
                String::from_utf8_lossy(&bytes).into_owned()
            };
            let is_one_of_ours = good.contains(&changed);
            assert_eq!(
                jwt.decode_token(&changed).is_ok(),
                is_one_of_ours,
                "{changed}"
            );
            tried += 1;
            same += usize::from(is_one_of_ours);
        }
    }
    assert!(
        tried - same >= 20_000,
        "{tried} tokens, of which {same} came out unchanged"
    );
}

#[test]
fn a_token_whose_contents_were_changed_is_never_good() {
    let mut random = Random(8);
    let mut seen = HashSet::new();
    for jwt in managers() {
        let good = good_tokens(&jwt);
        for _ in 0..500 {
            let token = &good[random.below(good.len())];
            let mut segments: Vec<Vec<u8>> = token
                .split('.')
                .map(|segment| URL_SAFE_NO_PAD.decode(segment).expect("it is base64"))
                .collect();
            mutate(&mut random, &mut segments[seen.len() % 3]);
            let encode = |segment: &Vec<u8>| URL_SAFE_NO_PAD.encode(segment);
            let changed = segments.iter().map(encode).collect::<Vec<_>>().join(".");
            assert_eq!(
                jwt.decode_token(&changed).is_ok(),
                good.contains(&changed),
                "{changed}"
            );
            seen.insert(changed);
        }
    }
    assert!(seen.len() > 4_000, "{} different tokens", seen.len());
}

/// The signature is good and the payload is anything: whoever looks at the token must see one thing.
#[test]
fn all_readers_of_a_random_payload_agree() {
    let mut random = Random(42);
    let jwt = JwtManager::new(JwtConfig::quart(SECRET)).expect("it is a good one");
    let payload = json!({
        "exp": 9_999_999_999_u64, "iat": 0, "nbf": 0, "jti": "a-jti", "fresh": true,
        "type": "access", "identity": "test", "user_claims": { "a": [1, 2] },
    });
    let mut accepted = 0;
    for _ in 0..20_000 {
        let mut bytes = payload.to_string().into_bytes();
        mutate(&mut random, &mut bytes);
        let token = Mint::new(&payload).payload(&bytes).key(SECRET).token();
        let Ok(decoded) = jwt.decode_token(&token) else {
            continue;
        };
        accepted += 1;
        let claims = decoded.claims();
        let shown = String::from_utf8_lossy(&bytes);
        assert_eq!(claims["identity"], decoded.identity().to_value(), "{shown}");
        assert_eq!(claims["type"], decoded.token_type().as_str(), "{shown}");
        assert_eq!(claims["jti"].as_str(), decoded.jti(), "{shown}");
        // A number beyond `u64` is shown as its text.
        let is_number = |claim: &Value| match claim.as_str() {
            Some(text) => text.parse::<f64>().is_ok(),
            None => claim.is_number(),
        };
        assert!(
            claims["exp"].is_null() || is_number(&claims["exp"]),
            "{shown}"
        );
        assert!(
            claims["fresh"].is_boolean() || is_number(&claims["fresh"]),
            "{shown}"
        );
    }
    assert!(
        accepted > 500,
        "{accepted} of the payloads were still good ones"
    );
}
