//! However a token is read, the verdict is the same: quickly, at length, or remembered from before.

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
        tests::generate::tokens::{CSRF, Forge, NOW, SECRET},
        token::{VerifiedToken, verify, verify_all_but_expiry},
    },
};

/// How many tokens were judged, and how.
#[derive(Debug, Default)]
struct Tally {
    tokens: usize,
    good: usize,
    expired: usize,
    /// Good ones whose header was known unread and whose payload was read quickly.
    quick: usize,
    /// Different texts of refusals.
    refusals: Vec<String>,
}

/// The three ways to one verdict.
struct Judges {
    settings: Arc<Settings>,
    quick: Verifiers,
    with_full_parser: Verifiers,
    /// Remembers few tokens, so that they push each other out.
    remembering: Worker,
}

impl Judges {
    fn new(config: JwtConfig, backend: CryptoBackend) -> Self {
        let config = config.crypto_backend(backend).verified_token_cache(4);
        let jwt = JwtManager::new(config).unwrap();
        let keys = &jwt.settings().keys;
        let verifiers = || Verifiers::new(keys.crypto, &keys.verifying).unwrap();
        Self {
            settings: Arc::clone(jwt.settings()),
            quick: verifiers(),
            with_full_parser: verifiers().with_full_parser(),
            remembering: Worker::ready(jwt).unwrap(),
        }
    }

    /// The verdict on a token, which all have to agree on.
    fn judge(&self, token: &[u8], csrf: Option<&[u8]>, now: f64) -> Result<DecodedToken, JwtError> {
        let plain =
            verify(token, csrf, &self.settings, &self.with_full_parser, now).map(into_decoded);
        let quick = verify(token, csrf, &self.settings, &self.quick, now).map(into_decoded);
        assert_same(&quick, &plain, token, "quickly");
        // The first time it may have to be verified, the second time it is known if it is good.
        for time in ["once", "twice"] {
            let remembered = self
                .remembering
                .verify(token, csrf, None, now)
                .map(into_decoded);
            assert_same(&remembered, &plain, token, time);
        }
        plain
    }

    /// The same for a token whose expiry is left to the caller.
    fn judge_all_but_expiry(&self, token: &[u8], now: f64) {
        let settings = &self.settings;
        let plain = verify_all_but_expiry(token, None, settings, &self.with_full_parser, now);
        let quick = verify_all_but_expiry(token, None, settings, &self.quick, now);
        if let (Ok((_, plain)), Ok((_, quick))) = (&plain, &quick) {
            assert_eq!(plain, quick, "expiry of {}", shown(token));
        }
        let without_expiry =
            |verdict: Result<(DecodedToken, bool), _>| verdict.map(|(token, _)| token);
        assert_same(
            &without_expiry(quick),
            &without_expiry(plain),
            token,
            "all but expiry",
        );
    }

    /// Whether a token takes the short cuts.
    fn is_fast(&self, token: &[u8]) -> bool {
        let segments = Segments::split(token).unwrap();
        let payload = decode(segments.payload, SegmentName::Payload).unwrap();
        self.quick.for_usual_header(segments.header).is_some()
            && ClaimSet::is_fast(
                std::str::from_utf8(&payload).unwrap(),
                &self.settings.claims.identity,
            )
    }
}

fn into_decoded(token: VerifiedToken) -> DecodedToken {
    token.into_decoded()
}

fn shown(token: &[u8]) -> std::borrow::Cow<'_, str> {
    String::from_utf8_lossy(token)
}

/// Two verdicts are the same if all that can be learnt of them is.
fn assert_same(
    one: &Result<DecodedToken, JwtError>,
    plain: &Result<DecodedToken, JwtError>,
    token: &[u8],
    how: &str,
) {
    let same = match (one, plain) {
        (Ok(one), Ok(plain)) => is_same(one, plain),
        (Err(JwtError::ExpiredToken(one)), Err(JwtError::ExpiredToken(plain))) => {
            is_same(one, plain)
        }
        (Err(one), Err(plain)) => {
            discriminant(one) == discriminant(plain) && one.to_string() == plain.to_string()
        }
        _ => false,
    };
    assert!(same, "{how}: {one:?} and not {plain:?}: {}", shown(token));
}

fn is_same(one: &DecodedToken, plain: &DecodedToken) -> bool {
    one.identity() == plain.identity()
        && one.token_type() == plain.token_type()
        && one.freshness() == plain.freshness()
        && one.jti() == plain.jti()
        && one.csrf() == plain.csrf()
        && one.validity() == plain.validity()
        && one.header() == plain.header()
        && one.claims() == plain.claims()
}

/// Judges so many tokens under each of the three configurations; without a crypto back end there
/// is no verdict.
fn judge_tokens(each: usize) {
    let Some(backend) = CryptoBackend::any() else {
        return;
    };
    let mut tally = Tally::default();
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
        let judges = Judges::new(config, backend);
        let settings = &judges.settings;
        let mut forge = Forge::new(
            seed,
            settings.keys.crypto,
            &settings.claims.identity,
            has_audience,
        );
        for _ in 0..each {
            judge_token(&judges, &mut forge, &mut tally);
        }
    }
    assert_eq!(tally.tokens, 3 * each);
    assert_is_telling(&tally);
}

fn judge_token(judges: &Judges, forge: &mut Forge<'_>, tally: &mut Tally) {
    let token = forge.token();
    tally.tokens += 1;
    let (csrf, now) = occasion(forge);
    judges.judge_all_but_expiry(&token, now);
    match judges.judge(&token, csrf, now) {
        Ok(_) => {
            tally.good += 1;
            tally.quick += usize::from(judges.is_fast(&token));
            // It is remembered now, so a twin of it must not pass for it.
            let mut twin = token.clone();
            forge.random.damage(&mut twin);
            let _ = judges.judge(&twin, csrf, now);
            // At another time, with another value beside it.
            let (csrf, now) = occasion(forge);
            let _ = judges.judge(&token, csrf, now);
        }
        Err(JwtError::ExpiredToken(_)) => tally.expired += 1,
        Err(error) => {
            let error = error.to_string();
            if !tally.refusals.contains(&error) {
                tally.refusals.push(error);
            }
        }
    }
}

/// The CSRF value that comes along, if one does, and a time around now.
fn occasion(forge: &mut Forge<'_>) -> (Option<&'static [u8]>, f64) {
    let csrf = match forge.random.below(16) {
        0 => Some(&b"x"[..]),
        1 => Some(&b""[..]),
        2..=6 => Some(CSRF.as_bytes()),
        _ => None,
    };
    let moment = match forge.random.below(16) {
        0 => -1000.0,
        1 => -0.5,
        2 => 899.5,
        3 => 900.0,
        _ => forge.random.one_of(&[0.0, 0.0, 0.0, 0.5, 1.0, 2.5]),
    };
    (csrf, NOW as f64 + moment)
}

/// Enough of each sort was among them, or the test would say nothing.
fn assert_is_telling(tally: &Tally) {
    assert!(tally.good * 6 > tally.tokens, "{tally:?}");
    assert!(tally.quick * 3 > tally.good, "{tally:?}");
    assert!((tally.good - tally.quick) * 3 > tally.good, "{tally:?}");
    assert!(tally.expired * 40 > tally.tokens, "{tally:?}");
    assert!(tally.refusals.len() >= 30, "{tally:?}");
}

#[test]
fn thousands_of_tokens_get_one_verdict_however_they_are_read() {
    judge_tokens(5_000);
}

#[test]
#[ignore = "takes a minute; run it with --release"]
fn a_million_tokens_get_one_verdict_however_they_are_read() {
    judge_tokens(334_000);
}
