//! Promise 5: a mistake that no macro can see is an error before the server starts, or a 500 whose
//! log line names what is missing.

use std::time::Duration;

use actix_web::{HttpRequest, Responder, get};
use jwt_fresh::{
    Algorithm, ConfigError, JwtConfig, JwtManager, create_access_token, decode_token,
    get_jwt_identity, verify_jwt_in_request,
};
use jwt_fresh_tests::{ALL, LogBook, NEW, QUART, Request, SECRET, Server, config_error, endpoints};
use serde_json::json;

#[get("/by-hand")]
async fn by_hand(request: HttpRequest) -> jwt_fresh::Result<impl Responder> {
    verify_jwt_in_request(&request).await?;
    Ok(get_jwt_identity().to_string())
}

#[get("/login")]
async fn login() -> jwt_fresh::Result<impl Responder> {
    create_access_token("test").encode()
}

#[get("/decode")]
async fn decode() -> jwt_fresh::Result<impl Responder> {
    Ok(decode_token("a.b.c")?.identity().to_string())
}

#[test]
fn an_app_without_a_manager_answers_500_and_logs_the_missing_line() {
    let log = LogBook::open();
    let server = Server::without_manager(|app| {
        endpoints(app);
        app.service(by_hand).service(login).service(decode);
    });
    let token = QUART.token(json!({}));
    for endpoint in [
        "/protected",
        "/fresh",
        "/refresh",
        "/optional",
        "/by-hand",
        "/login",
        "/decode",
    ] {
        let logged = || {
            log.lines_with("add `.wrap(jwt.clone())` to its `App::new()`")
                .len()
        };
        for request in [
            Request::get(endpoint),
            Request::get(endpoint).bearer(&token),
        ] {
            let before = logged();
            let answer = server.send(&request);
            let opaque = (500, r#"{"msg":"Internal Server Error"}"#);
            assert_eq!((answer.status, answer.body.as_str()), opaque, "{endpoint}");
            assert!(logged() > before, "{endpoint} logs what is missing");
        }
    }
    let open = server.send(&Request::get("/open"));
    assert_eq!(open.status, 200, "what asks for no token needs no manager");
}

/// What `JwtManager::new` says of a configuration.
fn refusal(config: JwtConfig) -> ConfigError {
    JwtManager::new(config).expect_err("the configuration is refused")
}

/// The same for what is refused under all three configurations.
fn refusals(change: impl Fn(JwtConfig) -> JwtConfig) -> Vec<ConfigError> {
    ALL.map(|of| refusal(change(of.config()))).to_vec()
}

#[test]
fn an_empty_secret_is_refused() {
    for config in [
        JwtConfig::new(""),
        JwtConfig::quart(""),
        JwtConfig::flask(Vec::new()),
    ] {
        let error = refusal(config);
        assert_eq!(error, config_error!(EmptySecret));
        assert_eq!(
            error.to_string(),
            "the secret is empty; set a random one of at least 32 bytes"
        );
    }
}

#[test]
fn new_refuses_a_secret_shorter_than_the_hash() {
    for (algorithm, enough) in [
        (Algorithm::HS256, 32),
        (Algorithm::HS384, 48),
        (Algorithm::HS512, 64),
    ] {
        let of = |length| JwtConfig::new("x".repeat(length)).algorithm(algorithm);
        assert!(JwtManager::new(of(enough)).is_ok(), "{algorithm}");
        let error = refusal(of(enough - 1));
        assert!(matches!(error, ConfigError::WeakSecret { .. }), "{error:?}");
        let message = error.to_string();
        assert!(message.contains(algorithm.name()), "{message}");
        assert!(
            message.contains(&format!("openssl rand -base64 {enough}")),
            "{message}"
        );
    }
    let too_short_for_the_second =
        JwtConfig::new("x".repeat(32)).decode_algorithms([Algorithm::HS512]);
    let error = refusal(too_short_for_the_second);
    assert_eq!(
        error,
        config_error!(WeakSecret {
            algorithm: Algorithm::HS512
        })
    );
}

#[test]
fn quart_and_flask_warn_of_a_short_secret() {
    let log = LogBook::open();
    for config in [JwtConfig::quart("short"), JwtConfig::flask("short")] {
        let warnings = || log.lines_with("a key is too weak").len();
        let before = warnings();
        assert!(JwtManager::new(config).is_ok());
        assert!(warnings() > before);
    }
}

#[test]
fn a_secret_for_an_algorithm_with_a_key_pair_is_refused() {
    for algorithm in [
        Algorithm::RS256,
        Algorithm::RS384,
        Algorithm::RS512,
        Algorithm::PS256,
        Algorithm::PS384,
        Algorithm::PS512,
        Algorithm::ES256,
        Algorithm::ES384,
        Algorithm::EdDSA,
    ] {
        let as_the_one = refusals(|config| config.algorithm(algorithm));
        let as_a_further_one = refusal(NEW.config().decode_algorithms([algorithm]));
        for error in as_the_one.into_iter().chain([as_a_further_one]) {
            assert_eq!(error, config_error!(SecretForKeyPair { algorithm }));
            let message = error.to_string();
            assert!(
                message.ends_with("use HS256, HS384 or HS512 with a secret"),
                "{message}"
            );
        }
    }
}

#[test]
fn no_algorithm_is_called_none() {
    for name in ["none", "None", "NONE", "", "hs256", "HS256 "] {
        let error = name.parse::<Algorithm>().expect_err(name);
        assert!(
            error.to_string().contains("expected one of HS256"),
            "{error}"
        );
    }
}

#[test]
fn an_absurd_leeway_is_refused() {
    for leeway in [
        Duration::from_secs(301),
        Duration::from_millis(300_001),
        Duration::MAX,
    ] {
        for error in refusals(|config| config.decode_leeway(leeway)) {
            assert_eq!(error, config_error!(LeewayTooLong { leeway }));
            assert!(error.to_string().ends_with("give at most 300 s"), "{error}");
        }
    }
    assert!(JwtManager::new(NEW.config().decode_leeway(Duration::from_secs(300))).is_ok());
}

/// Sets an option to that name.
type Set = fn(JwtConfig, &'static str) -> JwtConfig;

#[test]
fn a_header_name_that_is_none_is_refused() {
    let options: [(&str, Set); 4] = [
        ("header_name", |config, name| config.header_name(name)),
        ("csrf_header_name", |config, name| {
            config.csrf_header_name(name)
        }),
        ("access_csrf_header_name", |config, name| {
            config.access_csrf_header_name(name)
        }),
        ("refresh_csrf_header_name", |config, name| {
            config.refresh_csrf_header_name(name)
        }),
    ];
    for (option, set) in options {
        for name in ["", "X Auth", "X-Auth:", "Überschrift", "X\r\nAuth"] {
            for error in refusals(|config| set(config, name)) {
                assert_eq!(
                    error,
                    config_error!(InvalidHeaderName { option }),
                    "{name:?}"
                );
                assert!(
                    error.to_string().contains(&format!("`{option}`")),
                    "{error}"
                );
            }
        }
    }
}

#[test]
fn a_scheme_that_can_not_stand_in_a_header_is_refused() {
    for scheme in [
        "Bearer Token",
        "Bearer,",
        " ",
        "Bearer\r\nX: y",
        "Überbringer",
        "\0",
    ] {
        for error in refusals(|config| config.header_type(scheme)) {
            assert_eq!(error, config_error!(InvalidHeaderType), "{scheme:?}");
            assert!(
                error.to_string().contains("`header_type` must be one word"),
                "{error}"
            );
        }
    }
}

#[test]
fn a_lifetime_of_zero_is_refused() {
    for zero in [Duration::ZERO, Duration::from_millis(999)] {
        for error in refusals(|config| config.access_token_expires(zero)) {
            let message = error.to_string();
            assert!(
                message.contains("`access_token_expires` is zero"),
                "{message}"
            );
            assert!(
                message.contains("`access_token_never_expires`"),
                "{message}"
            );
        }
        for error in refusals(|config| config.refresh_token_expires(zero)) {
            let message = error.to_string();
            assert!(
                message.contains("`refresh_token_expires` is zero"),
                "{message}"
            );
            assert!(
                message.contains("`refresh_token_never_expires`"),
                "{message}"
            );
        }
    }
}

#[test]
fn claims_that_mean_something_else_can_not_be_renamed_into() {
    for name in [
        "", "iss", "aud", "exp", "nbf", "iat", "jti", "type", "fresh", "csrf",
    ] {
        for error in refusals(|config| config.identity_claim(name)) {
            assert_eq!(
                error,
                config_error!(ReservedClaim {
                    option: "identity_claim"
                }),
                "{name}"
            );
            assert!(error.to_string().contains("`identity_claim`"), "{error}");
        }
        for error in refusals(|config| config.user_claims(name)) {
            assert_eq!(
                error,
                config_error!(ReservedClaim {
                    option: "user_claims"
                }),
                "{name}"
            );
            assert!(error.to_string().contains("`user_claims`"), "{error}");
        }
    }
    for error in refusals(|config| config.identity_claim("uid").user_claims("uid")) {
        assert_eq!(
            error,
            config_error!(ReservedClaim {
                option: "user_claims"
            })
        );
    }
}

#[test]
fn an_error_never_repeats_the_secret() {
    for algorithm in [Algorithm::HS512, Algorithm::RS256] {
        let short = &SECRET[..40];
        let error = refusal(JwtConfig::new(short).algorithm(algorithm));
        assert!(!format!("{error} {error:?}").contains(short), "{error}");
    }
}
