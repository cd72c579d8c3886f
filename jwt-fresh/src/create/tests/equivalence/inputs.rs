//! Random inputs of token creation: claims, headers and configurations.

use std::time::{Duration, SystemTime};

use serde_json::{Map, Value, json};

use crate::{
    config::{jwt_config::JwtConfig, keys::source::KeySource},
    create::expiry::{Expiry, Fresh},
    jose::algorithm::Algorithm,
    keys::backend::CryptoBackend,
    verify::tests::generate::{
        random::Random,
        tokens::{NOW, SECRET},
    },
};

/// Names of the app's own claims: new ones, ones with escapes, and ones that this crate writes.
pub(crate) const NAMES: [&str; 16] = [
    "own",
    "role",
    "ünïcode",
    "quo\"te",
    "back\\slash",
    "new\nline",
    "\u{0}\u{1f}\u{7f}",
    "",
    "jti",
    "sub",
    "identity",
    "exp",
    "fresh",
    "csrf",
    "auth_time",
    "aud",
];
/// Names of header members.
pub(crate) const MEMBERS: [&str; 9] =
    ["kid", "typ", "cty", "x5t", "a", "ü\"", "alg", "crit", "b64"];

/// The algorithms with deterministic signatures.
pub(crate) const ALGORITHMS: [Algorithm; 3] =
    [Algorithm::HS256, Algorithm::HS384, Algorithm::HS512];

/// A random JSON value.
pub(crate) fn value(random: &mut Random) -> Value {
    match random.below(12) {
        0 => Value::Null,
        1 => json!(random.once_in(2)),
        2 => json!(random.one_of(&[0, -1, i64::MIN, i64::MAX, NOW])),
        3 => json!(u64::MAX),
        4 => json!(random.one_of(&[0.0, -0.5, 1e300, 5e-324, f64::MAX])),
        5 => json!([value(random), value(random)]),
        6 => json!({ "b": value(random), "a": value(random), "\"": [] }),
        7 => json!({}),
        8 => json!("\u{0}\u{8}\t\n\u{c}\r\u{1f} \" \\ / \u{7f} é ✓ 🦀 \u{2028}"),
        9 => json!("x".repeat(random.below(2_000))),
        _ => json!(random.one_of(&["somebody", "", "42", "true"])),
    }
}

pub(crate) fn object(random: &mut Random, names: &[&str], most: usize) -> Map<String, Value> {
    let count = random.below(most + 1);
    (0..count)
        .map(|_| (random.one_of(names).to_owned(), value(random)))
        .collect()
}

fn time(random: &mut Random) -> SystemTime {
    let seconds = random.one_of(&[0.0, 1.5, 1_700_000_060.0, 1_700_000_060.25, 1e12]);
    SystemTime::UNIX_EPOCH + Duration::from_secs_f64(seconds)
}

/// A random configuration.
pub(crate) fn config(random: &mut Random, backend: CryptoBackend) -> JwtConfig {
    let dialect = random.one_of(&[JwtConfig::new, JwtConfig::quart, JwtConfig::flask]);
    let algorithm = random.one_of(&ALGORITHMS);
    let moment = SystemTime::UNIX_EPOCH + Duration::from_secs_f64(NOW as f64 + 0.75);
    let mut config = dialect(KeySource::secret(SECRET))
        .crypto_backend(backend)
        .algorithm(algorithm)
        .encode_nbf(random.once_in(2))
        .encode_auth_time(random.once_in(2))
        .encode_audience(
            random
                .one_of(&[&[][..], &["me"], &["m\"e", "you"]])
                .to_vec(),
        )
        .signs_for_others()
        .clock(move || moment);
    if random.once_in(2) {
        config = config.encode_issuer("them\\");
    }
    if random.once_in(3) {
        config = config.user_claims(random.one_of(&["own", "ö\"wn"]));
    }
    if random.once_in(3) {
        config = config.identity_claim(random.one_of(&["who", "w\"ho\n"]));
    }
    config
}

pub(crate) fn fresh(random: &mut Random) -> Fresh {
    match random.below(4) {
        0 => Fresh::Is(true),
        1 => Fresh::For(Duration::from_millis(1_500)),
        2 => Fresh::Until(time(random)),
        _ => Fresh::Is(false),
    }
}

pub(crate) fn expiry(random: &mut Random) -> Expiry {
    match random.below(16) {
        0 => Expiry::Never,
        1 => Expiry::At(time(random)),
        2 => Expiry::After(Duration::from_millis(2_750)),
        3 => Expiry::After(Duration::ZERO),
        _ => Expiry::Configured,
    }
}
