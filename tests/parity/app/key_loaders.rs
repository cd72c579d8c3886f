//! The features that choose keys.

use jwt_fresh::{Algorithm, ConfigError, JwtManagerBuilder, SigningKey, VerifyingKey};
use serde_json::Value;

use super::{dialect::Dialect, variant::Variant};

/// Adds the key loaders that the variant asks for.
pub fn install(
    mut builder: JwtManagerBuilder,
    dialect: Dialect,
    variant: &Variant,
) -> JwtManagerBuilder {
    let algorithm = algorithm(variant);
    let claim = dialect.identity_claim();
    if variant.has("key_loaders") {
        builder = builder
            .encode_key_loader(move |identity: Value| async move {
                SigningKey::from_secret(algorithm, key_for(&identity))
            })
            .decode_key_loader(move |token| async move {
                match token.claims().get(claim) {
                    Some(identity) => VerifyingKey::from_secret(algorithm, key_for(identity))
                        .map_err(|error| error.to_string()),
                    None => Err("the token is for nobody".to_owned()),
                }
            });
    }
    if variant.has("key_loader_onearg") {
        builder = builder.decode_key_loader(move |_| async move {
            VerifyingKey::from_secret(algorithm, "super-secret")
                .map_err(|error: ConfigError| error.to_string())
        });
    }
    builder
}

fn algorithm(variant: &Variant) -> Algorithm {
    variant
        .options
        .get("JWT_ALGORITHM")
        .and_then(Value::as_str)
        .and_then(|name| name.parse().ok())
        .unwrap_or_default()
}

fn key_for(identity: &Value) -> String {
    match identity {
        Value::String(name) => format!("key-for-{name}"),
        other => format!("key-for-{other}"),
    }
}
