//! The features of a variant: the loaders that the app registers.

use jwt_fresh::JwtManagerBuilder;
use serde_json::{Value, json};

use super::{custom_loaders, dialect::Dialect, key_loaders, variant::Variant};

/// Adds what the variant asks for. Where two features set the same loader, the later one counts,
/// in the order in which the Python apps set them.
pub fn install(
    builder: JwtManagerBuilder,
    dialect: Dialect,
    variant: &Variant,
) -> JwtManagerBuilder {
    let builder = new_tokens(builder, variant);
    let builder = users(builder, variant);
    let builder = checks(builder, dialect, variant);
    let builder = key_loaders::install(builder, dialect, variant);
    custom_loaders::install(builder, variant)
}

/// What goes into new tokens.
fn new_tokens(mut builder: JwtManagerBuilder, variant: &Variant) -> JwtManagerBuilder {
    if variant.has("user_claims") {
        builder = builder.additional_claims_loader(|identity: Value| async move {
            json!({ "role": "admin", "who": identity })
        });
    }
    if variant.has("user_identity") {
        builder = builder.user_identity_loader(|identity: Value| async move {
            match identity {
                Value::Object(user) => user.get("username").cloned().ok_or("a user has no name"),
                other => Ok(other),
            }
        });
    }
    if variant.has("headers_loader") {
        builder = builder.additional_headers_loader(|identity: Value| async move {
            json!({ "kid": "k1", "for": identity })
        });
    }
    builder
}

/// Which user is loaded; async or not is all the same to us.
fn users(mut builder: JwtManagerBuilder, variant: &Variant) -> JwtManagerBuilder {
    if variant.has("user_loader") || variant.has("user_loader_async") {
        builder = builder.user_lookup_loader(|token| async move {
            let identity = token.identity();
            (*identity != "ghost").then(|| json!({ "username": identity }))
        });
    }
    if variant.has("user_loader_none") {
        builder = builder.user_lookup_loader(|_| async { None::<Value> });
    }
    if variant.has("user_loader_falsy") {
        builder = builder.user_lookup_loader(|_| async { Some(Value::Bool(false)) });
    }
    builder
}

/// The checks of verified tokens.
fn checks(
    mut builder: JwtManagerBuilder,
    dialect: Dialect,
    variant: &Variant,
) -> JwtManagerBuilder {
    if variant.has("blacklist") || variant.has("blacklist_async") {
        builder = builder
            .token_in_blocklist_loader(|token| async move { token.jti() == Some("revoked-jti") });
    }
    if variant.has("claims_verify") || variant.has("claims_verify_async") {
        builder = builder.token_verification_loader(move |token| async move {
            match dialect {
                Dialect::Quart => !token.user_claims().contains_key("bad"),
                Dialect::Flask => token.claims()["user_claims"].get("bad").is_none(),
            }
        });
    }
    builder
}
