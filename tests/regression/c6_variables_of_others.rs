//! C6: variables that Kubernetes sets, and this crate's own, stopped the start.

use std::process::Command;

use jwt_fresh::{ConfigError, JwtConfig, JwtManager, KeySource};
use jwt_fresh_tests::{ALL, LogBook, Request, SECRET, Server, config_error};

/// What Kubernetes sets in each pod for services named `jwt`, `jwt-auth` and `jwt-secret`.
const SERVICE_LINKS: [&str; 14] = [
    "JWT_SERVICE_HOST",
    "JWT_SERVICE_PORT",
    "JWT_SERVICE_PORT_HTTP",
    "JWT_PORT",
    "JWT_PORT_80_TCP",
    "JWT_PORT_80_TCP_PROTO",
    "JWT_PORT_80_TCP_PORT",
    "JWT_PORT_80_TCP_ADDR",
    "JWT_AUTH_SERVICE_HOST",
    "JWT_AUTH_SERVICE_PORT",
    "JWT_AUTH_PORT",
    "JWT_AUTH_PORT_8443_UDP_ADDR",
    "JWT_SECRET_SERVICE_HOST",
    "JWT_SECRET_PORT",
];
const OWN: [&str; 2] = ["JWT_FRESH_DEBUG", "JWT_FRESH_PORT"];

#[test]
fn the_variables_of_others_do_not_stop_the_start() {
    let log = LogBook::open();
    let links = SERVICE_LINKS.map(|name| (name, "tcp://10.0.0.1:80"));
    let variables = || links.into_iter().chain(OWN.map(|name| (name, "1")));
    for of in ALL {
        let warnings = || log.lines_with("enableServiceLinks");
        let before = warnings().len();
        let options = [
            ("JWT_QUERY_STRING_NAME", "token"),
            ("JWT_TOKEN_LOCATION", "query_string"),
        ];
        let config = of
            .config()
            .with_env_from(variables().chain(options))
            .unwrap();
        let warnings = &warnings()[before..];
        assert_eq!(warnings.len(), 1, "one for all of them: {warnings:?}");
        for name in SERVICE_LINKS {
            assert!(warnings[0].contains(name), "{name}: {warnings:?}");
        }
        assert!(!warnings[0].contains("10.0.0.1") && !warnings[0].contains("JWT_FRESH_"));
        // What stands among them is still set.
        let server = Server::start(&JwtManager::new(config).unwrap());
        let path = format!("/protected?token={}", of.token(serde_json::json!({})));
        assert_eq!(server.send(&Request::get(&path)).status, 200, "{}", of.name);
        assert_eq!(
            server.send(&Request::get("/protected")).status,
            401,
            "{}",
            of.name
        );
    }
}

#[test]
fn other_unknown_names_stay_errors() {
    for of in ALL {
        for name in [
            "JWT_FRESH",
            "JWT_SECRET",
            "JWT_SERVICE",
            "JWT_SERVICE_KEY",
            "JWT_TRANSPORT",
            "JWT_PORT_KEY",
            "JWT_EXPORT_KEY",
        ] {
            let expected = config_error!(UnknownOption { name });
            let error = of.config().with_env_from([(name, "1")]).err();
            assert_eq!(error, expected, "{}", of.name);
        }
        // Who sets an option by its name does not do so by chance.
        for name in ["JWT_PORT", "JWT_FRESH_DEBUG"] {
            let error = of.config().with_option(name, &serde_json::json!("1")).err();
            assert!(
                matches!(error, Some(ConfigError::UnknownOption { .. })),
                "{name}"
            );
        }
    }
}

/// Run by the test below, with variables of its choice.
#[test]
#[ignore = "the test below runs it in a process of its own"]
fn child() {
    let config = JwtConfig::new(KeySource::unset()).with_env();
    config.and_then(JwtManager::new).unwrap();
}

#[test]
fn the_real_environment_may_contain_them() {
    let status = Command::new(std::env::current_exe().unwrap())
        .args(["c6_variables_of_others::child", "--exact", "--ignored"])
        .env_clear()
        .envs(SERVICE_LINKS.into_iter().chain(OWN).map(|name| (name, "1")))
        .env("JWT_SECRET_KEY", SECRET)
        .status()
        .unwrap();
    assert!(status.success());
}
