//! Renews a verified token: what stays of its claims, and the app's claims of now, under a new id, with
//! the header and the signature of a new token.

use std::borrow::Cow;

use serde_json::{Map, Value};

use crate::{
    config::settings::checked::Settings,
    create::{
        encode::jose_header,
        ids::random_ids,
        renewal::renewed_claims::{
            NotRenewed, RenewedTimes, is_carried, is_taken_over, renewed_claims,
        },
        sign::sign,
        signing_key::KeyChoice,
    },
    error::jwt_error::{JwtError, Result},
    jose::json::{
        exact::shown,
        object_writer::{Member, OrderedObject},
    },
    manager::jwt_manager::JwtManager,
    token::{decoded::decoded_token::DecodedToken, token_type::TokenType},
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
    let loaded = callbacks.renewal_claims_for(token.identity()).await?;
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
    let headers = callbacks
        .headers_for(token.identity(), TokenType::Access)
        .await?;
    let loaded_key = callbacks
        .signing_key_for(token.identity(), TokenType::Access)
        .await?;
    let key = KeyChoice::select(loaded_key.as_ref(), settings)?;
    let header = jose_header(key, headers.map(Cow::Owned), settings)?;
    let csrf = claims
        .get("csrf")
        .and_then(Value::as_str)
        .map(str::to_owned);
    let claims = exact_json(&claims, token, settings)?;
    Ok(Some(Renewed {
        token: sign(key, &header, &claims, &callbacks.limit).await?,
        csrf,
    }))
}

/// The claims as JSON, with the numbers that are taken from the old token as they were written.
fn exact_json(
    claims: &Map<String, Value>,
    token: &DecodedToken,
    settings: &Settings,
) -> Result<Vec<u8>> {
    let old = token.claims();
    let mut object = OrderedObject::with_capacity(claims.len());
    // A loader may give the digits as a string, which is another value.
    let exact = old
        .exact_members()
        .restricted_to(|name| is_taken_over(name, settings));
    let _ = object.merge(claims, &exact, true);
    // Of the nested claims some may have been copied, and others loaded.
    let nested = settings.claims.user_claims.as_deref();
    let nested = nested.and_then(|name| {
        let (_, exact) = shown::object(old.exact_text(name)?)?;
        let exact = exact.restricted_to(|name| is_carried(name, settings));
        Some((name, claims.get(name)?.as_object()?, exact))
    });
    let Some((name, members, exact)) = &nested else {
        return object.to_json().map_err(JwtError::token_not_created);
    };
    let mut inner = OrderedObject::with_capacity(members.len());
    let _ = inner.merge(members, exact, true);
    let inner = inner.to_json().map_err(JwtError::token_not_created)?;
    let inner = String::from_utf8(inner).map_err(JwtError::token_not_created)?;
    object.replace(name, Member::Exact(inner.into()));
    object.to_json().map_err(JwtError::token_not_created)
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
