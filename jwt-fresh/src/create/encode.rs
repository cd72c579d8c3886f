//! Creates the text of a token from a builder's options and the app's callbacks.

use std::{borrow::Cow, collections::BTreeMap};

use serde_json::{Map, Value};
use tracing::level_filters::LevelFilter;

use crate::{
    config::settings::checked::Settings,
    create::{
        builder::{BuilderType, TokenBuilder},
        claims::NewClaims,
        ids::random_ids,
        login::NewToken,
        renewal::renewed_claims::{are_renewed, by_hand},
        session::session_option::SessionOption,
        sign::sign,
        signing_key::KeyChoice,
    },
    error::{
        events::event::{TokenIssued, TokenRefreshed},
        jwt_error::{JwtError, Result},
    },
    jose::segments::encode,
    request::context::{caching::Caching, current::Current},
    token::{identity::Identity, numeric_date::whole_seconds, token_type::TokenType},
};

impl<K: BuilderType> TokenBuilder<K> {
    /// Calls the callbacks, and signs.
    pub(crate) async fn encode_async(self) -> Result<String> {
        let request = Current::get();
        let manager = match (&self.manager, &request) {
            (Some(manager), _) => manager,
            (None, Some(request)) => request.manager(),
            (None, None) => return Err(JwtError::missing_manager()),
        };
        let settings = manager.settings();
        let callbacks = manager.callbacks();
        let now = settings.now();

        let given = &self.identity.map_err(JwtError::token_not_created)?;
        let with_claims = self.reloaded.is_none()
            && (K::TYPE == TokenType::Access || settings.encode.claims_in_refresh_token);
        let is_converted = self.converted.is_some();
        let mut loaded = callbacks
            .load(given, K::TYPE, with_claims, is_converted)
            .await?;
        if let Some(reloaded) = self.reloaded {
            loaded.claims = reloaded;
        }
        let key = KeyChoice::select(loaded.key.as_ref(), settings)?;

        let own_claims = self.user_claims.map_err(JwtError::token_not_created)?;
        let headers = merge(loaded.headers, self.headers.as_ref(), settings);
        let header = jose_header(key, headers, settings)?;
        let identity = match loaded.identity {
            _ if is_converted => self.converted.as_ref().unwrap_or(given),
            // The callback saw a value, which may not show all digits; if it is the same, so is the
            // identity, unless it made a text of a number.
            Some(loaded) if loaded != given.to_value() || is_new_text(&loaded, given) => {
                &Identity::from_serialize(loaded).map_err(JwtError::token_not_created)?
            }
            _ => given,
        };
        if settings.dialect.requires_identity && identity.is_null() {
            return Err(JwtError::token_not_created(
                "the identity is null, and such a token would be rejected; \
                 is `get_jwt_identity` called in a request that is not authenticated?",
            ));
        }
        let may_be_renewed = K::TYPE == TokenType::Access && !self.no_renewal;
        let is_of_session = matches!(self.session, SessionOption::Given(_));
        let is_wanted = is_of_session || (may_be_renewed && are_renewed(settings));
        let by_hand = is_wanted
            .then(|| by_hand(loaded.claims.as_ref(), own_claims.as_ref()))
            .flatten();
        let user_claims = user_claims(loaded.claims, own_claims.as_ref(), settings)?;
        let (login, session_ends_at) = NewToken {
            manager,
            request: request.as_ref(),
            kind: K::TYPE,
            identity,
            user_claims: user_claims.as_deref(),
            fresh: self.fresh,
            now,
            given: self.auth_time,
            session: self.session,
        }
        .login()?;
        let expires_at = self
            .expiry
            .until(session_ends_at)
            .to_claim(now, settings.lifetime(K::TYPE))?;
        let mut ids = random_ids()?;
        if let (Some(given), [id, _]) = (self.id, &mut ids) {
            *id = given;
        }
        let claims = NewClaims {
            kind: K::TYPE,
            identity,
            user_claims: user_claims.as_deref(),
            exact: &self.exact_claims,
            login: &login,
            no_renewal: self.no_renewal,
            by_hand: by_hand.as_ref(),
            fresh: &self.fresh.to_claim(now, settings.dialect.freshness),
            expires_at,
            issued_at: whole_seconds(now),
            ids: &ids,
        };
        let claims = claims.to_json(settings)?;
        let token = sign(key, &header, &claims, &callbacks.limit).await?;
        if let Some(request) = request.as_ref().filter(|request| request.records(manager)) {
            let is_login = K::TYPE == TokenType::Access && self.fresh.is_at_all();
            let login = is_login.then_some((identity, &login));
            request.record(|issued| issued.record(&token, login));
        }
        Current::mark_response(Caching::NoStore);
        if settings.events.may_be_heard(LevelFilter::DEBUG) {
            let is_fresh = self.fresh.is_at_all();
            report_issued::<K>(is_fresh, expires_at, now, settings, request.as_ref());
        }
        Ok(token)
    }
}

/// Whether the value is a text, and the identity is none: a number of many digits is shown as one.
fn is_new_text(loaded: &Value, given: &Identity) -> bool {
    loaded.is_string() && given.as_str().is_none()
}

/// Reports a new token: as refreshed, if a refresh token has authenticated the request and it is no
/// login.
#[cold]
fn report_issued<K: BuilderType>(
    fresh: bool,
    expires_at: Option<i64>,
    now: f64,
    settings: &Settings,
    request: Option<&Current>,
) {
    let expires_in = expires_at.map(|at| at.saturating_sub(whole_seconds(now)));
    let by_refresh_token = request.is_some_and(Current::is_by_refresh_token);
    if K::TYPE == TokenType::Access && !fresh && by_refresh_token {
        settings.events.refreshed(&TokenRefreshed {
            by_cookie: false,
            expires_in,
        });
    } else {
        settings.events.issued(&TokenIssued {
            token_type: K::TYPE,
            fresh,
            expires_in,
        });
    }
}

/// Combines the output of a callback with the builder's option: merged, or the option alone.
fn merge<'g>(
    loaded: Option<Map<String, Value>>,
    given: Option<&'g Map<String, Value>>,
    settings: &Settings,
) -> Option<Cow<'g, Map<String, Value>>> {
    match (loaded, given) {
        (loaded, None) => loaded.map(Cow::Owned),
        (Some(mut loaded), Some(given)) if settings.dialect.merges_loaded_claims => {
            loaded.extend(given.clone());
            Some(Cow::Owned(loaded))
        }
        (_, Some(given)) => Some(Cow::Borrowed(given)),
    }
}

fn user_claims<'g>(
    loaded: Option<Map<String, Value>>,
    given: Option<&'g Value>,
    settings: &Settings,
) -> Result<Option<Cow<'g, Map<String, Value>>>> {
    let given = match given {
        None | Some(Value::Null) => None,
        Some(Value::Object(given)) => Some(given),
        Some(_) => {
            return Err(JwtError::token_not_created(
                "the argument of `.claims(..)` does not serialize to a JSON object",
            ));
        }
    };
    Ok(merge(loaded, given, settings))
}

/// The header's segment; its members are sorted by name, as in PyJWT.
pub(crate) fn jose_header<'m>(
    key: KeyChoice<'m>,
    extra: Option<Cow<'_, Map<String, Value>>>,
    settings: &Settings,
) -> Result<Cow<'m, str>> {
    let extra = extra.filter(|members| !members.is_empty());
    // Without extra members the header is constant; it was encoded when the key was prepared.
    if let (Some(known), None) = (key.known_header(), &extra) {
        return Ok(Cow::Borrowed(known));
    }
    let mut header = BTreeMap::new();
    header.insert("alg".to_owned(), Value::from(key.algorithm().name()));
    header.insert("typ".to_owned(), "JWT".into());
    for (name, value) in extra.map(Cow::into_owned).unwrap_or_default() {
        match name.as_str() {
            "alg" | "crit" | "b64" => {
                return Err(JwtError::token_not_created(format!(
                    "the header member `{name}` can't be set"
                )));
            }
            "kid" if !value.is_string() => {
                return Err(if settings.dialect.rejects_useless_tokens {
                    JwtError::token_not_created("the header member `kid` has to be a string")
                } else {
                    // As in PyJWT.
                    JwtError::invalid_token("Key ID header parameter must be a string")
                });
            }
            // As in PyJWT.
            "typ" if value.is_null() => header.remove("typ"),
            "typ" if !value.is_string() => {
                return Err(JwtError::token_not_created(
                    "the header member `typ` has to be a string",
                ));
            }
            _ => header.insert(name, value),
        };
    }
    let json = serde_json::to_vec(&header).map_err(JwtError::token_not_created)?;
    Ok(Cow::Owned(encode(&json)))
}
