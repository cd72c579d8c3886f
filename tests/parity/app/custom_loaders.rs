//! The features that answer refusals themselves.

use actix_web::{HttpResponse, http::StatusCode};
use jwt_fresh::{JwtManagerBuilder, RejectedRequest, RejectedToken};
use serde_json::{Value, json};

use super::variant::Variant;

/// Adds the response loaders that the variant asks for.
pub fn install(mut builder: JwtManagerBuilder, variant: &Variant) -> JwtManagerBuilder {
    if variant.has("expired_noarg") {
        builder = builder
            .expired_token_loader(|_| async { answer(401, json!({ "loader": "expired_noarg" })) });
    }
    if variant.has("custom_loaders") {
        builder = all(builder);
    }
    if variant.has("custom_loaders_async") {
        builder = builder
            .expired_token_loader(expired)
            .unauthorized_loader(unauthorized);
    }
    builder
}

fn all(builder: JwtManagerBuilder) -> JwtManagerBuilder {
    builder
        .expired_token_loader(expired)
        .invalid_token_loader(|reason| async move {
            answer(462, json!({ "loader": "invalid_token", "arg": reason }))
        })
        .unauthorized_loader(unauthorized)
        .needs_fresh_token_loader(|_| async { answer(464, json!({ "loader": "needs_fresh" })) })
        .revoked_token_loader(|_| async { answer(465, json!({ "loader": "revoked" })) })
        .user_lookup_error_loader(|token| async move {
            answer(
                466,
                json!({ "loader": "user_loader_error", "arg": token.identity() }),
            )
        })
        .token_verification_failed_loader(|_| async {
            answer(467, json!({ "loader": "claims_verification_failed" }))
        })
}

async fn expired(token: RejectedToken) -> HttpResponse {
    answer(461, json!({ "loader": "expired", "arg": token.claims() }))
}

async fn unauthorized(reason: RejectedRequest) -> HttpResponse {
    answer(463, json!({ "loader": "unauthorized", "arg": reason }))
}

fn answer(status: u16, body: Value) -> HttpResponse {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    HttpResponse::build(status).json(body)
}
