//! Differential test: the fast path, the full parser and the cache give the same verdict.

use std::{mem::discriminant, sync::Arc};

use crate::{
    config::{jwt_config::JwtConfig, settings::checked::Settings},
    error::jwt_error::JwtError,
    jose::{
        algorithm::Algorithm,
        segments::{SegmentName, Segments, decode},
    },
    keys::{backend::CryptoBackend, prepared::verifiers::Verifiers},
    manager::jwt_manager::JwtManager,
    request::context::worker::Worker,
    token::decoded::decoded_token::DecodedToken,
    verify::{
        claim_set::ClaimSet,
        tests::generate::tokens::{CSRF, NOW, SECRET, TokenGenerator},
        token::{Verdict, Verification},
    },
};

/// The numbers of tokens by verdict.
#[derive(Debug, Default)]
struct Stats {
    tokens: usize,
    valid: usize,
    /// Valid tokens that took the fast path.
    fast: usize,
    expired: usize,
    /// The distinct messages of the other errors.
    errors: Vec<String>,
}

/// The three ways to verify a token.
struct Implementations {
    settings: Arc<Settings>,
    fast: Verifiers,
    full: Verifiers,
    /// Its cache is small, so that tokens replace each other.
    cached: Worker,
}

impl Implementations {
    fn new(config: JwtConfig, backend: CryptoBackend) -> Self {
        let config = config.crypto_backend(backend).verified_token_cache(4);
        let jwt = JwtManager::new(config).unwrap();
        let keys = &jwt.settings().keys;
        let verifiers = || Verifiers::new(keys.crypto, &keys.verifying).unwrap();
        Self {
            settings: Arc::clone(jwt.settings()),
            fast: verifiers(),
            full: verifiers().with_full_parser(),
            cached: Worker::ready(jwt).unwrap(),
        }
    }

    /// Verifies a token in each way, and compares the verdicts.
    fn verify(&self, token: &[u8], csrf: Option<&[u8]>, now: f64) -> Result<Verdict, JwtError> {
        let full = self.verify_uncached(token, csrf, now);
        // A valid token is in the cache when it is verified for the second time.
        for time in ["first time", "second time"] {
            let cached = self.cached.verify(token, csrf, None, now);
            assert_same(&cached, &full, token, time);
        }
        full
    }

    /// Verifies a token with both parsers, and compares the verdicts.
    fn verify_uncached(
        &self,
        token: &[u8],
        csrf: Option<&[u8]>,
        now: f64,
    ) -> Result<Verdict, JwtError> {
        let verification = Verification {
            settings: &self.settings,
            csrf,
            now,
        };
        let full = verification.verify(token, &self.full);
        let fast = verification.verify(token, &self.fast);
        assert_same(&fast, &full, token, "fast path");
        full
    }

    /// Whether a token takes the fast path.
    fn is_fast(&self, token: &[u8]) -> bool {
        let segments = Segments::split(token).unwrap();
        let payload = decode(segments.payload, SegmentName::Payload).unwrap();
        self.fast.for_usual_header(segments.header).is_some()
            && ClaimSet::is_fast(
                std::str::from_utf8(&payload).unwrap(),
                &self.settings.claims.identity,
            )
    }
}

/// Compares all that callers can read from two verdicts.
fn assert_same(
    one: &Result<Verdict, JwtError>,
    full: &Result<Verdict, JwtError>,
    token: &[u8],
    path: &str,
) {
    let same = match (one, full) {
        (Ok(Verdict::Current(one)), Ok(Verdict::Current(full))) => is_same(one, full),
        (Ok(Verdict::Expired(one)), Ok(Verdict::Expired(full))) => is_same(one, full),
        (Err(one), Err(full)) => {
            discriminant(one) == discriminant(full) && one.to_string() == full.to_string()
        }
        _ => false,
    };
    let token = String::from_utf8_lossy(token);
    assert!(
        same,
        "{path}: {} and not {}: {token}",
        describe(one),
        describe(full)
    );
}

fn is_same(one: &DecodedToken, full: &DecodedToken) -> bool {
    one.identity() == full.identity()
        && one.token_type() == full.token_type()
        && one.freshness() == full.freshness()
        && one.jti() == full.jti()
        && one.csrf() == full.csrf()
        && one.validity() == full.validity()
        && one.header() == full.header()
        && one.claims() == full.claims()
}

fn describe(verdict: &Result<Verdict, JwtError>) -> String {
    match verdict {
        Ok(Verdict::Current(token)) => format!("current {:?}", **token),
        Ok(Verdict::Expired(token)) => format!("expired {token:?}"),
        Err(error) => format!("{error:?}"),
    }
}

/// Compares this many tokens in each of three configurations; none without a crypto back end.
fn compare_tokens(each: usize) {
    let Some(backend) = CryptoBackend::any() else {
        return;
    };
    let mut stats = Stats::default();
    for (seed, config, has_audience) in [
        (1, JwtConfig::new(SECRET), false),
        (
            2,
            JwtConfig::quart(SECRET).decode_algorithms([Algorithm::HS256, Algorithm::HS512]),
            false,
        ),
        (
            3,
            JwtConfig::flask(SECRET)
                .decode_audience(["me"])
                .decode_issuer("them"),
            true,
        ),
    ] {
        let implementations = Implementations::new(config, backend);
        let settings = &implementations.settings;
        let mut tokens = TokenGenerator::new(
            seed,
            settings.keys.crypto,
            &settings.claims.identity,
            has_audience,
        );
        for _ in 0..each {
            compare_token(&implementations, &mut tokens, &mut stats);
        }
    }
    assert_eq!(stats.tokens, 3 * each);
    assert_coverage(&stats);
}

fn compare_token(
    implementations: &Implementations,
    tokens: &mut TokenGenerator<'_>,
    stats: &mut Stats,
) {
    let token = tokens.token();
    stats.tokens += 1;
    let (csrf, now) = csrf_and_time(tokens);
    let _ = implementations.verify_uncached(&token, None, now);
    match implementations.verify(&token, csrf, now) {
        Ok(Verdict::Current(_)) => {
            stats.valid += 1;
            stats.fast += usize::from(implementations.is_fast(&token));
            // The token is in the cache now; a damaged copy must not pass for it.
            let mut copy = token.clone();
            tokens.random.damage(&mut copy);
            let _ = implementations.verify(&copy, csrf, now);
            // The cached token at another time, with another CSRF value.
            let (csrf, now) = csrf_and_time(tokens);
            let _ = implementations.verify(&token, csrf, now);
        }
        Ok(Verdict::Expired(_)) => stats.expired += 1,
        Err(error) => {
            let error = error.to_string();
            if !stats.errors.contains(&error) {
                stats.errors.push(error);
            }
        }
    }
}

/// A random CSRF value, or none, and a random time around now.
fn csrf_and_time(tokens: &mut TokenGenerator<'_>) -> (Option<&'static [u8]>, f64) {
    let csrf = match tokens.random.below(16) {
        0 => Some(&b"x"[..]),
        1 => Some(&b""[..]),
        2..=6 => Some(CSRF.as_bytes()),
        _ => None,
    };
    let offset = match tokens.random.below(16) {
        0 => -1000.0,
        1 => -0.5,
        2 => 899.5,
        3 => 900.0,
        _ => tokens.random.one_of(&[0.0, 0.0, 0.0, 0.5, 1.0, 2.5]),
    };
    (csrf, NOW as f64 + offset)
}

/// Checks that enough tokens of each sort were generated.
fn assert_coverage(stats: &Stats) {
    assert!(stats.valid * 6 > stats.tokens, "{stats:?}");
    assert!(stats.fast * 3 > stats.valid, "{stats:?}");
    assert!((stats.valid - stats.fast) * 3 > stats.valid, "{stats:?}");
    assert!(stats.expired * 40 > stats.tokens, "{stats:?}");
    assert!(stats.errors.len() >= 30, "{stats:?}");
}

#[test]
fn thousands_of_tokens_get_the_same_verdict_on_every_path() {
    compare_tokens(5_000);
}

#[test]
#[ignore = "takes a minute; run it with --release"]
fn a_million_tokens_get_the_same_verdict_on_every_path() {
    compare_tokens(334_000);
}
