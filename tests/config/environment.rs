//! The real environment, of a process of its own: ours can't be changed while tests run.

use std::process::{Command, Output};

use jwt_fresh::{JwtConfig, JwtManager, KeySource, dangerous::decode_unverified};

/// What the child prints before the claims of its token.
const MARK: &str = "claims: ";

/// Run by the tests below, with variables of their choice.
#[test]
#[ignore = "the other tests of this file run it in a process of its own"]
fn child() {
    let made = JwtConfig::quart(KeySource::unset())
        .access_token_expires(std::time::Duration::from_secs(7))
        .with_env()
        .and_then(JwtManager::new);
    match made {
        Err(error) => println!("refused: {error}"),
        Ok(jwt) => {
            let token = jwt.create_access_token("test").encode().unwrap();
            let claims = decode_unverified(&token).unwrap();
            println!("{MARK}{}", serde_json::to_string(claims.claims()).unwrap());
        }
    }
}

fn run(variables: &[(&str, &str)]) -> String {
    let Output { stdout, .. } = Command::new(std::env::current_exe().unwrap())
        .args(["environment::child", "--exact", "--ignored", "--nocapture"])
        .env_clear()
        .envs(variables.iter().copied())
        .output()
        .unwrap();
    String::from_utf8(stdout).unwrap()
}

#[test]
fn options_come_from_the_environment() {
    let output = run(&[
        ("JWT_SECRET_KEY", "super-secret"),
        ("JWT_ACCESS_TOKEN_EXPIRES", "60"),
        ("JWT_IDENTITY_CLAIM", "uid"),
        ("HOME", "/"),
    ]);
    let claims = output.lines().find_map(|line| line.split_once(MARK));
    let (_, claims) = claims.unwrap_or_else(|| panic!("{output}"));
    let claims: serde_json::Value = serde_json::from_str(claims).unwrap();
    assert_eq!(claims["uid"], "test");
    let lifetime = claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap();
    assert_eq!(lifetime, 60, "the environment wins over the code before it");
}

#[test]
fn a_mistake_in_the_environment_is_named() {
    for (variables, refusal) in [
        (&[][..], "there is no key for HS256"),
        (&[("JWT_SECRET", "x")], "`JWT_SECRET` is not an option"),
        (
            &[("JWT_VERIFY_SUB", "true")],
            "`JWT_VERIFY_SUB` is not an option of Quart-JWT-Extended",
        ),
        (
            &[("JWT_COOKIE_SECURE", "maybe")],
            "`JWT_COOKIE_SECURE` is malformed; expected true or false",
        ),
    ] {
        let output = run(variables);
        assert!(output.contains(&format!("refused: {refusal}")), "{output}");
    }
}
