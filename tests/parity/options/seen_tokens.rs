//! How an option's value is seen in the tokens that are made.

use jwt_fresh::{Algorithm, JwtConfig, JwtManager};
use serde_json::{Value, json};

use super::{
    PYTHON,
    servers::{NOW, loading_claims, mint, time},
};
use crate::harness::{key_pair::ES256, layout::segment};

/// The claims of a new access token.
fn access(config: JwtConfig) -> Value {
    claims(mint(config).create_access_token("test").encode())
}

/// The claims of a new refresh token.
fn refresh(config: JwtConfig) -> Value {
    claims(mint(config).create_refresh_token("test").encode())
}

fn claims(token: jwt_fresh::Result<String>) -> Value {
    let token = token.expect("the token can be made");
    segment(&token, 1).parse().expect("claims are JSON")
}

/// The claim that has this value.
fn holder_of(value: &Value, claims: &Value) -> Value {
    let claims = claims.as_object().expect("claims are an object");
    let mut holders = claims.iter().filter(|(_, other)| *other == value);
    let holder = holders.next().map(|(name, _)| json!(name));
    holder.expect("one has the value")
}

pub fn access_lifetime(config: JwtConfig) -> Value {
    lifetime(&access(config))
}

pub fn refresh_lifetime(config: JwtConfig) -> Value {
    lifetime(&refresh(config))
}

fn lifetime(claims: &Value) -> Value {
    json!(claims["exp"].as_i64().expect("it has an end") - NOW)
}

pub fn algorithm(config: JwtConfig) -> Value {
    let token = mint(config).create_access_token("test").encode();
    let header = segment(&token.expect("the token can be made"), 0);
    let header: Value = header.parse().expect("the header is JSON");
    header["alg"].clone()
}

pub fn claims_in_refresh_token(config: JwtConfig) -> Value {
    let token = loading_claims(config).create_refresh_token("test").encode();
    json!(claims(token)["user_claims"]["role"] == "admin")
}

pub fn audience(config: JwtConfig) -> Value {
    access(config)["aud"].clone()
}

pub fn issuer(config: JwtConfig) -> Value {
    access(config)["iss"].clone()
}

pub fn encode_nbf(config: JwtConfig) -> Value {
    json!(access(config)["nbf"] == NOW)
}

pub fn identity_claim(config: JwtConfig) -> Value {
    holder_of(&json!("test"), &access(config))
}

pub fn user_claims(config: JwtConfig) -> Value {
    let own = json!({ "a": 1 });
    let token = mint(config).create_access_token("test").claims(&own);
    holder_of(&own, &claims(token.encode()))
}

/// The private key, if tokens can be made with it.
pub fn private_key(config: JwtConfig) -> Value {
    let verifying = ES256.public_config(PYTHON).clock(time);
    match JwtManager::new(config.algorithm(Algorithm::ES256)) {
        Err(_) => Value::Null,
        Ok(jwt) => {
            assert_crosses(&jwt, &mint(verifying));
            json!(ES256.private)
        }
    }
}

/// The public key, if tokens are verified with it.
pub fn public_key(config: JwtConfig) -> Value {
    let signing = ES256.config(PYTHON).clock(time);
    match JwtManager::new(config.algorithm(Algorithm::ES256)) {
        Err(_) => Value::Null,
        Ok(jwt) => {
            assert_crosses(&mint(signing), &jwt);
            json!(ES256.public)
        }
    }
}

/// The secret, if there is one.
pub fn secret_key(config: JwtConfig) -> Value {
    const SECRET: &str = "another secret";
    match JwtManager::new(config) {
        Err(_) => Value::Null,
        Ok(jwt) => {
            assert_crosses(&jwt, &mint(PYTHON.config_with(SECRET).clock(time)));
            json!(SECRET)
        }
    }
}

/// What one makes the other takes.
fn assert_crosses(maker: &JwtManager, reader: &JwtManager) {
    let token = maker.create_access_token("test").encode();
    let read = reader.decode_token(&token.expect("the token can be made"));
    assert!(read.is_ok(), "{read:?}");
}
