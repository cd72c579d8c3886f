//! Renews a verified token: what stays of its claims, and the app's claims of now, under a new id, with
//! the header and the signature of a new token.

use serde_json::Value;

use crate::{
    create::{
        encode::jose_header,
        ids::random_ids,
        renewed_claims::{NotRenewed, RenewedTimes, renewed_claims},
        sign::sign,
        signing_key::KeyChoice,
    },
    error::jwt_error::{JwtError, Result},
    manager::jwt_manager::JwtManager,
    token::decoded::decoded_token::DecodedToken,
};

/// A renewed token, and its CSRF value.
pub(crate) struct Renewed {
    pub(crate) token: String,
    pub(crate) csrf: Option<String>,
}

/// Signs claims of a verified token with a new id, and the app's claims as they are now; `None` if a
/// claim that was given by hand would be lost.
///
/// The CSRF value is kept: a page that was rendered before the renewal contains it in its forms.
pub(crate) async fn renew(
    manager: &JwtManager,
    token: &DecodedToken,
    times: &RenewedTimes,
) -> Result<Option<Renewed>> {
    let settings = manager.settings();
    let callbacks = manager.callbacks();
    let identity = token.identity().to_value();
    let loaded = callbacks.renewal_claims_for(&identity).await?;
    let mut claims = match renewed_claims(token, loaded, times, settings) {
        Ok(claims) => claims,
        Err(NotRenewed::Failed(error)) => return Err(error),
        Err(NotRenewed::Lost(name)) => {
            manager.hints().lost_claim.once(|| warn_of_lost(&name));
            return Ok(None);
        }
    };
    let [jti, csrf] = random_ids()?.map(|id| Value::from(id.to_string()));
    if let Some(old) = claims.get_mut("jti") {
        *old = jti;
    }
    let csrf_in_tokens = settings
        .cookies
        .csrf_in_tokens(settings.dialect.csrf_in_every_token);
    if csrf_in_tokens && !claims.contains_key("csrf") {
        claims.insert("csrf".to_owned(), csrf);
    }
    let headers = callbacks.headers_for(&identity).await?;
    let loaded_key = callbacks.signing_key_for(&identity).await?;
    let key = KeyChoice::select(loaded_key.as_ref(), settings).ok_or_else(|| {
        JwtError::token_not_created(
            "the manager has only a verifying key; configure a signing key or set `encode_key_loader`",
        )
    })?;
    let header = jose_header(key, headers.map(std::borrow::Cow::Owned))?;
    let csrf = claims
        .get("csrf")
        .and_then(Value::as_str)
        .map(str::to_owned);
    let claims = serde_json::to_vec(&claims).map_err(JwtError::token_not_created)?;
    Ok(Some(Renewed {
        token: sign(key, &header, &claims).await?,
        csrf,
    }))
}

/// Says what to do about a claim that a renewal would lose.
#[cold]
fn warn_of_lost(name: &str) {
    tracing::warn!(
        claim = ?name,
        "an access cookie was not renewed, as its token has a claim of `.claims(..)` that the renewal \
         would lose; return it from `renewal_claims_loader` or `additional_claims_loader`, or name it \
         in `carry_claims`; this is logged once"
    );
}
