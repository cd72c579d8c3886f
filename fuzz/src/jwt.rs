//! Managers of all three configurations with a fixed clock, and tokens for them.

use std::{
    sync::LazyLock,
    time::{Duration, SystemTime},
};

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use jwt_fresh::{JwtConfig, JwtManager, TokenLocation};
use sha2::Sha256;

/// The shared secret of all managers.
pub const SECRET: &str = "a secret of 32 bytes or even more";

/// The time at which all managers verify, in seconds since 1970.
pub const NOW: u64 = 1_800_000_000;

/// The CSRF value in all [`TOKENS`].
pub const CSRF: &str = "c5rf-value";

/// The recommended configuration, Quart's and Flask's.
pub const CONFIGS: [fn(&'static str) -> JwtConfig; 3] = [
    |secret| JwtConfig::new(secret),
    |secret| JwtConfig::quart(secret),
    |secret| JwtConfig::flask(secret),
];

/// A manager for each of the [`CONFIGS`], changed by `change`.
pub fn managers(change: fn(JwtConfig) -> JwtConfig) -> [JwtManager; 3] {
    CONFIGS.map(|config| {
        let config = config(SECRET)
            .clock(|| SystemTime::UNIX_EPOCH + Duration::from_secs(NOW))
            .token_locations([
                TokenLocation::Headers,
                TokenLocation::Cookies,
                TokenLocation::QueryString,
                TokenLocation::Json,
            ])
            .csrf_check_form(true);
        JwtManager::new(change(config)).expect("the configuration is valid")
    })
}

/// The [`managers`] without any change.
pub static MANAGERS: LazyLock<[JwtManager; 3]> = LazyLock::new(|| managers(|config| config));

/// Tokens by the placeholder that stands for them in an input.
pub static TOKENS: LazyLock<[(&str, String); 5]> = LazyLock::new(|| {
    let token = |kind: &str, fresh: bool, exp: u64| {
        let payload = format!(
            "{{\"fresh\":{fresh},\"iat\":1700000000,\"jti\":\"1\",\"type\":\"{kind}\",\
             \"sub\":\"alice\",\"identity\":\"alice\",\"csrf\":\"{CSRF}\",\"exp\":{exp}}}"
        );
        signed(br#"{"alg":"HS256","typ":"JWT"}"#, payload.as_bytes())
    };
    [
        ("{fresh}", token("access", true, NOW + 1)),
        ("{access}", token("access", false, NOW + 1)),
        ("{refresh}", token("refresh", false, NOW + 1)),
        ("{expired}", token("access", true, NOW)),
        ("{csrf}", CSRF.to_owned()),
    ]
});

/// A token that is signed with [`SECRET`].
pub fn signed(header: &[u8], payload: &[u8]) -> String {
    let encode = |bytes: &[u8]| BASE64_URL_SAFE_NO_PAD.encode(bytes);
    let mut token = format!("{}.{}", encode(header), encode(payload));
    let mut mac = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes()).expect("any length will do");
    mac.update(token.as_bytes());
    token.push('.');
    token.push_str(&encode(&mac.finalize().into_bytes()));
    token
}
