//! H12: a key in an HSM or a key management service could not sign: every key had to be in the process.

use std::{future::Future, time::Duration};

use actix_web::{HttpResponse, rt::System, web};
use jsonwebtoken::{
    EncodingKey,
    crypto::{JwtSigner, aws_lc},
};
use jwt_fresh::{
    Algorithm, JwtConfig, JwtError, JwtManager, KeySource, OutsideSigner, SigningKey,
    TokenLocation, VerifyingKey, create_access_token, create_refresh_token, set_access_cookies,
    set_refresh_cookies,
};
use jwt_fresh_tests::{
    ALL, Configuration, LogBook, NEW, Request, SECRET, Server, SetCookie, TestClock, config_error,
    endpoints, pem,
};
use serde_json::json;

const LOGIN: u64 = 1_800_000_000;
const LATER: Duration = Duration::from_secs(700);
const CONFIDENTIAL: &str = "the pin of the hsm is 1234";

#[derive(Clone, Copy, PartialEq)]
enum Mood {
    Signs,
    SignsSlowly,
    NeverAnswers,
    Fails,
    /// Signs with another key.
    IsAnother,
    /// Encodes the signature as key management services do.
    SendsDer,
}

/// The double of an HSM: the private key is here, and not in the manager.
struct Hsm {
    algorithm: Algorithm,
    mood: Mood,
}

impl Hsm {
    fn names(&self) -> (&'static str, &'static str) {
        match self.algorithm {
            Algorithm::RS256 => ("rsa", "other_rsa"),
            Algorithm::EdDSA => ("ed25519", "other_ed25519"),
            _ => ("p256", "other_p256"),
        }
    }

    fn signer(&self) -> Box<dyn JwtSigner> {
        let (own, other) = self.names();
        let name = if self.mood == Mood::IsAnother {
            other
        } else {
            own
        };
        let pem = pem(&format!("{name}.pem"));
        let (algorithm, key) = match self.algorithm {
            Algorithm::RS256 => (
                jsonwebtoken::Algorithm::RS256,
                EncodingKey::from_rsa_pem(pem.as_bytes()),
            ),
            Algorithm::EdDSA => (
                jsonwebtoken::Algorithm::EdDSA,
                EncodingKey::from_ed_pem(pem.as_bytes()),
            ),
            _ => (
                jsonwebtoken::Algorithm::ES256,
                EncodingKey::from_ec_pem(pem.as_bytes()),
            ),
        };
        (aws_lc::DEFAULT_PROVIDER.signer_factory)(&algorithm, &key.unwrap()).unwrap()
    }

    fn keys(algorithm: Algorithm, mood: Mood) -> KeySource {
        let hsm = Self { algorithm, mood };
        let public = pem(&format!("{}.pub.pem", hsm.names().0));
        let public = VerifyingKey::from_pem(algorithm, public).unwrap();
        KeySource::outside(hsm, public).unwrap()
    }
}

impl OutsideSigner for Hsm {
    type Error = &'static str;

    async fn sign(&self, message: &[u8]) -> Result<Vec<u8>, Self::Error> {
        match self.mood {
            Mood::Fails => return Err(CONFIDENTIAL),
            Mood::SignsSlowly => tokio::time::sleep(Duration::from_millis(300)).await,
            Mood::NeverAnswers => tokio::time::sleep(Duration::from_secs(60)).await,
            _ => {}
        }
        let signature = self.signer().try_sign(message).unwrap();
        Ok(match self.mood {
            Mood::SendsDer => [
                &[0x30, 0x44, 2, 0x20],
                &signature[..32],
                &[2, 0x20],
                &signature[32..],
            ]
            .concat(),
            _ => signature,
        })
    }
}

fn config(of: Configuration, keys: KeySource) -> JwtConfig {
    match of.name {
        "new" => JwtConfig::new(keys),
        "quart" => JwtConfig::quart(keys),
        _ => JwtConfig::flask(keys),
    }
}

fn manager(of: Configuration, algorithm: Algorithm, mood: Mood) -> JwtManager {
    JwtManager::new(config(of, Hsm::keys(algorithm, mood))).unwrap()
}

fn wait<T>(future: impl Future<Output = T>) -> T {
    System::new().block_on(future)
}

#[test]
fn a_token_that_is_awaited_is_signed_outside() {
    for of in ALL {
        for algorithm in [Algorithm::ES256, Algorithm::RS256, Algorithm::EdDSA] {
            for mood in [Mood::Signs, Mood::SignsSlowly] {
                let jwt = manager(of, algorithm, mood);
                let token = wait(async {
                    let builder = jwt.create_access_token("test").header("kid", "hsm-1");
                    builder.claims(json!({ "role": "admin" })).await
                });
                let token = jwt.decode_token(&token.unwrap()).unwrap();
                assert_eq!(*token.identity(), "test", "{} {algorithm}", of.name);
                assert_eq!(token.header()["alg"], algorithm.name(), "{}", of.name);
                assert_eq!(token.header()["kid"], "hsm-1", "{}", of.name);
                let refresh = wait(async { jwt.create_refresh_token("test").await }).unwrap();
                assert!(jwt.decode_token(&refresh).is_ok(), "{}", of.name);
            }
        }
    }
}

#[test]
fn encode_is_an_error_that_says_what_to_write() {
    let log = LogBook::open();
    for of in ALL {
        let lines = || {
            let lines = log.lines_with("`.encode()` can't wait").into_iter();
            lines
                .filter(|line| line.contains("OutsideSigner"))
                .collect::<Vec<_>>()
        };
        let before = lines().len();
        let jwt = manager(of, Algorithm::ES256, Mood::Signs);
        for _ in 0..2 {
            let error = jwt.create_access_token("test").encode().unwrap_err();
            assert!(matches!(error, JwtError::WouldBlock { .. }), "{error:?}");
        }
        let lines = lines();
        assert_eq!(lines.len(), before + 1, "{lines:?}");
        assert!(lines[before].contains(".await"), "{lines:?}");
        assert!(lines[before].starts_with("ERROR"), "{lines:?}");
    }
}

#[test]
fn a_key_of_the_app_for_one_token_comes_first() {
    for of in ALL {
        let keys = Hsm::keys(Algorithm::ES256, Mood::Fails);
        let jwt = JwtManager::builder(config(of, keys))
            .encode_key_loader(|_| async { SigningKey::from_secret(Algorithm::HS256, SECRET) })
            .decode_key_loader(|_| async { VerifyingKey::from_secret(Algorithm::HS256, SECRET) })
            .build()
            .unwrap();
        let token = jwt.create_access_token("test").encode().unwrap();
        assert!(jwt.decode_token(&token).is_ok(), "{}", of.name);
    }
}

async fn login() -> jwt_fresh::Result<HttpResponse> {
    let mut response = HttpResponse::Ok();
    set_access_cookies(
        &mut response,
        &create_access_token("test").fresh(true).await?,
    )?;
    set_refresh_cookies(&mut response, &create_refresh_token("test").await?)?;
    Ok(response.finish())
}

async fn login_at_once() -> jwt_fresh::Result<HttpResponse> {
    let token = create_access_token("test").encode()?;
    Ok(HttpResponse::Ok().body(token))
}

fn with_login(app: &mut web::ServiceConfig) {
    endpoints(app);
    app.route("/login", web::get().to(login))
        .route("/login-at-once", web::get().to(login_at_once));
}

/// A site with cookies that are renewed.
fn site(of: Configuration, mood: Mood) -> (TestClock, Server) {
    let clock = TestClock::at(LOGIN);
    let (window, cap) = (Duration::from_secs(300), Duration::from_secs(12 * 3600));
    let config = config(of, Hsm::keys(Algorithm::ES256, mood))
        .token_locations([TokenLocation::Cookies])
        .implicit_refresh(window, cap)
        // So long that the time of a renewal is over first.
        .callback_timeout(Duration::from_secs(600))
        .clock(clock.clone());
    let jwt = JwtManager::new(config).unwrap();
    (clock, Server::with(&jwt, with_login))
}

#[test]
fn cookies_are_set_and_renewed() {
    for of in ALL {
        let (clock, server) = site(of, Mood::Signs);
        let answer = server.send(&Request::get("/login"));
        assert_eq!(answer.status, 200, "{}: {answer:?}", of.name);
        assert_eq!(SetCookie::all(&answer).len(), 4, "{}", of.name);
        let cookie = SetCookie::named(&answer, of.access_cookie()).unwrap();
        clock.pass(LATER);
        let get = |token: &str| {
            let cookie = format!("{}={token}", of.access_cookie());
            server.send(&Request::get("/protected").header("Cookie", cookie))
        };
        let answer = get(&cookie.value);
        assert_eq!(answer.status, 200, "{}: {answer:?}", of.name);
        let renewed = SetCookie::named(&answer, of.access_cookie()).expect("it is time");
        clock.pass(LATER);
        assert_eq!(get(&renewed.value).status, 200, "{}", of.name);

        let answer = server.send(&Request::get("/login-at-once"));
        assert_eq!(answer.status, 500, "{}: {answer:?}", of.name);
    }
}

#[test]
fn a_signer_that_fails_is_an_opaque_500_and_a_line_in_the_log() {
    let log = LogBook::open();
    for of in ALL {
        let before = log.lines_with(CONFIDENTIAL).len();
        let (_, server) = site(of, Mood::Fails);
        let answer = server.send(&Request::get("/login"));
        assert_eq!(answer.status, 500, "{}: {answer:?}", of.name);
        assert_eq!(
            answer.json(),
            json!({ "msg": "Internal Server Error" }),
            "{}",
            of.name
        );
        assert!(!format!("{answer:?}").contains("1234"), "{}", of.name);
        let lines = log.lines_with(CONFIDENTIAL);
        assert_eq!(lines.len(), before + 1, "{lines:?}");
        assert!(lines[before].starts_with("ERROR"), "{lines:?}");
        assert!(lines[before].contains("OutsideSigner"), "{lines:?}");
    }
}

/// A token that nobody would accept is never handed out.
#[test]
fn a_signature_that_does_not_fit_the_public_key_is_an_error() {
    let log = LogBook::open();
    for of in ALL {
        for (mood, advice) in [
            (Mood::IsAnother, "does not fit the public key"),
            (Mood::SendsDer, "convert it from DER"),
        ] {
            let before = log.lines_with(advice).len();
            let jwt = manager(of, Algorithm::ES256, mood);
            let error = wait(async { jwt.create_access_token("test").await }).unwrap_err();
            assert!(
                matches!(error, JwtError::CallbackFailed { .. }),
                "{error:?}"
            );
            assert!(
                log.lines_with(advice).len() > before,
                "{}: {advice}",
                of.name
            );
        }
    }
}

#[test]
fn a_signer_that_never_answers_is_an_opaque_500_after_its_time() {
    let log = LogBook::open();
    for of in ALL {
        let keys = Hsm::keys(Algorithm::ES256, Mood::NeverAnswers);
        let config = config(of, keys).callback_timeout(Duration::from_millis(112));
        let jwt = JwtManager::new(config).unwrap();
        let error = wait(async { jwt.create_access_token("test").await }).unwrap_err();
        assert!(
            matches!(error, JwtError::CallbackFailed { .. }),
            "{}: {error:?}",
            of.name
        );
    }
    let lines = log.lines_with("has not finished within 112ms");
    assert_eq!(lines.len(), 3, "{lines:?}");
    for part in ["ERROR", "OutsideSigner", "`JwtConfig::callback_timeout`"] {
        assert!(lines.iter().all(|line| line.contains(part)), "{lines:?}");
    }
}

/// The response waits for a renewal, but not for ever.
#[test]
fn a_signer_that_never_answers_renews_nothing() {
    let log = LogBook::open();
    // A token of the same key.
    let keys = Hsm::keys(Algorithm::ES256, Mood::Signs);
    let config = JwtConfig::new(keys).token_locations([TokenLocation::Cookies]);
    let quick = JwtManager::new(config.clock(TestClock::at(LOGIN))).unwrap();
    let token = wait(async { quick.create_access_token("test").await }).unwrap();
    let (clock, server) = site(NEW, Mood::NeverAnswers);
    clock.pass(LATER);
    let cookie = format!("{}={token}", NEW.access_cookie());
    let answer = server.send(&Request::get("/protected").header("Cookie", cookie));
    assert_eq!(answer.status, 200, "{answer:?}");
    assert_eq!(SetCookie::all(&answer), []);
    let lines = log.lines_with("took more than 10 seconds");
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(lines[0].starts_with("WARN"), "{lines:?}");
}

#[test]
fn build_checks_what_it_can() {
    let log = LogBook::open();
    for of in ALL {
        let before = log.lines_with("their key is outside of this process").len();
        manager(of, Algorithm::RS256, Mood::Fails);
        let lines = log.lines_with("their key is outside of this process");
        assert!(lines.len() > before, "{lines:?}");
        assert!(
            lines.iter().all(|line| line.starts_with("DEBUG")),
            "{lines:?}"
        );

        // The algorithm is that of the public key.
        let keys = Hsm::keys(Algorithm::ES256, Mood::Signs);
        let error = JwtManager::new(config(of, keys).algorithm(Algorithm::RS256)).unwrap_err();
        let algorithm = Algorithm::RS256;
        assert_eq!(error, config_error!(KeyForAnotherAlgorithm { algorithm }));
    }
    // A secret would be in this process.
    let algorithm = Algorithm::HS256;
    let mood = Mood::Signs;
    let secret = VerifyingKey::from_secret(algorithm, SECRET).unwrap();
    let error = KeySource::outside(Hsm { algorithm, mood }, secret).unwrap_err();
    assert_eq!(error, config_error!(KeyPairForSecret { algorithm }));

    let jwt = manager(NEW, Algorithm::ES256, Mood::Signs);
    let debug = format!("{jwt:?} {:?}", Hsm::keys(Algorithm::ES256, Mood::Signs));
    assert!(
        debug.contains("ES256") && debug.contains("[redacted]"),
        "{debug}"
    );
}
