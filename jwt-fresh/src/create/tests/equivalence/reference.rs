//! A new token made the plain way: every claim copied into one object, header and claims written by
//! `serde_json` each time, the key set up anew. What `encode` does has to give the same text.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer, ser::SerializeMap};
use serde_json::{Map, Value};

use crate::{
    config::settings::checked::Settings,
    create::expiry::{Expiry, Fresh},
    error::jwt_error::{JwtError, Result},
    jose::segments::encode,
    keys::signing_key::SigningKey,
    token::{
        claim_names::{AUTH_TIME, TokenClaim},
        numeric_date::whole_seconds,
        token_type::TokenType,
    },
};

/// What stands where a token's own ids stand.
pub(crate) const JTI: &str = "<the id of the token>";
pub(crate) const CSRF: &str = "<its double submit value>";

/// All that decides what a token says, after the callbacks were asked.
pub(crate) struct PlainToken<'t> {
    pub(crate) settings: &'t Settings,
    pub(crate) kind: TokenType,
    pub(crate) identity: Value,
    pub(crate) headers: Map<String, Value>,
    pub(crate) claims: Value,
    pub(crate) fresh: Fresh,
    pub(crate) expiry: Expiry,
    pub(crate) auth_time: Option<i64>,
    pub(crate) now: f64,
}

impl PlainToken<'_> {
    /// Header and claims, as JSON; the ids are yet to be filled in.
    pub(crate) fn json(&self, key: &SigningKey) -> Result<(String, String)> {
        let header = self.header(key)?;
        let user_claims = match &self.claims {
            Value::Null => Map::new(),
            Value::Object(claims) => claims.clone(),
            _ => return Err(JwtError::TokenNotCreated),
        };
        let claims = self.object(&user_claims)?;
        Ok((
            serde_json::to_string(&header).unwrap(),
            serde_json::to_string(&claims).unwrap(),
        ))
    }

    /// The text of a token.
    pub(crate) fn text(&self, key: &SigningKey, header: &str, claims: &str) -> String {
        let input = format!(
            "{}.{}",
            encode(header.as_bytes()),
            encode(claims.as_bytes())
        );
        let signature = key
            .sign(self.settings.keys.crypto, input.as_bytes())
            .unwrap();
        format!("{input}.{}", encode(&signature))
    }

    fn header(&self, key: &SigningKey) -> Result<BTreeMap<String, Value>> {
        let mut header = BTreeMap::from([
            ("alg".to_owned(), key.algorithm().name().into()),
            ("typ".to_owned(), "JWT".into()),
        ]);
        for (name, value) in self.headers.clone() {
            match name.as_str() {
                "alg" | "crit" | "b64" => return Err(JwtError::TokenNotCreated),
                "kid" if !value.is_string() => {
                    return Err(JwtError::invalid_token(
                        "Key ID header parameter must be a string",
                    ));
                }
                _ => header.insert(name, value),
            };
        }
        Ok(header)
    }

    fn object(&self, user_claims: &Map<String, Value>) -> Result<CopiedObject> {
        let (settings, dialect) = (self.settings, self.settings.dialect);
        let issued_at = whole_seconds(self.now);
        let expires_at = self
            .expiry
            .to_claim(self.now, settings.lifetime(self.kind))?;
        let mut object = CopiedObject::default();
        for claim in dialect.claim_order {
            match claim {
                TokenClaim::IssuedAt => object.put("iat", issued_at),
                TokenClaim::NotBefore if settings.encode.nbf => object.put("nbf", issued_at),
                TokenClaim::JwtId => object.put("jti", JTI),
                TokenClaim::Type => object.put("type", self.kind.as_str()),
                TokenClaim::Identity => {
                    object.put(&settings.claims.identity, self.identity.clone());
                }
                TokenClaim::ExpiresAt => object.put_some("exp", expires_at),
                TokenClaim::AuthTime => object.put_some(AUTH_TIME, self.auth_time(user_claims)),
                TokenClaim::Issuer => object.put_some("iss", settings.encode.issuer.clone()),
                TokenClaim::Audience => {
                    object.put_some("aud", settings.encode.audience.claim().cloned());
                }
                TokenClaim::Csrf => {
                    let wanted = settings.cookies.csrf_in_tokens(dialect.csrf_in_every_token);
                    object.put_some("csrf", wanted.then_some(CSRF));
                }
                TokenClaim::Fresh
                    if self.kind == TokenType::Access || dialect.fresh_in_refresh_tokens =>
                {
                    object.put("fresh", self.fresh.to_claim(self.now, dialect.freshness));
                }
                TokenClaim::UserClaims if !user_claims.is_empty() => {
                    match &settings.claims.user_claims {
                        Some(name) => object.put(name, user_claims.clone()),
                        None => object.merge(user_claims, dialect.claims_may_override)?,
                    }
                }
                TokenClaim::NotBefore | TokenClaim::Fresh | TokenClaim::UserClaims => {}
            }
        }
        Ok(object)
    }

    /// Outside a request: said by hand, or the login that the token itself is.
    fn auth_time(&self, user_claims: &Map<String, Value>) -> Option<i64> {
        let settings = self.settings;
        let is_claimed =
            settings.claims.user_claims.is_none() && user_claims.contains_key(AUTH_TIME);
        let is_login = self.fresh.is_at_all() || self.kind == TokenType::Refresh;
        let now = settings.encode.auth_time && !is_claimed && is_login;
        self.auth_time.or(now.then(|| whole_seconds(self.now)))
    }
}

#[derive(Default)]
struct CopiedObject(Vec<(String, Value)>);

impl CopiedObject {
    fn put(&mut self, name: &str, value: impl Into<Value>) {
        self.0.push((name.to_owned(), value.into()));
    }

    fn put_some(&mut self, name: &str, value: Option<impl Into<Value>>) {
        if let Some(value) = value {
            self.put(name, value);
        }
    }

    fn merge(&mut self, members: &Map<String, Value>, may_override: bool) -> Result<()> {
        for (name, value) in members {
            match self.0.iter_mut().find(|(present, _)| present == name) {
                None => self.put(name, value.clone()),
                Some((_, present)) if may_override => *present = value.clone(),
                Some(_) => return Err(JwtError::TokenNotCreated),
            }
        }
        Ok(())
    }
}

impl Serialize for CopiedObject {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}
