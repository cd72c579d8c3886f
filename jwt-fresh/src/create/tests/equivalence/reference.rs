//! The reference implementation of token creation: it copies all claims into one object, writes
//! header and claims with `serde_json`, and prepares the key each time.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer, ser::SerializeMap};
use serde_json::{Map, Value};

use crate::{
    config::settings::checked::Settings,
    create::expiry::{Expiry, Fresh},
    error::{
        error_source::ErrorSource,
        jwt_error::{JwtError, Result},
    },
    jose::segments::encode,
    keys::signing_key::SigningKey,
    token::{
        claim_names::{AUTH_TIME, FEATURE_CLAIMS, SESSION_ID, TokenClaim},
        numeric_date::whole_seconds,
        token_type::TokenType,
    },
};

/// The placeholder for a token's `jti`.
pub(crate) const JTI: &str = "<the id of the token>";
/// The placeholder for a token's CSRF value.
pub(crate) const CSRF: &str = "<its double submit value>";
/// The placeholder for the id of its session.
pub(crate) const SID: &str = "<the id of its session>";

/// All values of a new token, after the callbacks have run.
pub(crate) struct ReferenceToken<'t> {
    pub(crate) settings: &'t Settings,
    pub(crate) token_type: TokenType,
    pub(crate) identity: Value,
    pub(crate) headers: Map<String, Value>,
    pub(crate) claims: Value,
    pub(crate) fresh: Fresh,
    pub(crate) expiry: Expiry,
    pub(crate) auth_time: Option<i64>,
    pub(crate) now: f64,
}

impl ReferenceToken<'_> {
    /// Header and claims as JSON, with placeholders for the ids.
    pub(crate) fn json(&self, key: &SigningKey) -> Result<(String, String)> {
        let header = self.header(key)?;
        let user_claims = match &self.claims {
            Value::Null => Map::new(),
            Value::Object(claims) => claims.clone(),
            _ => return Err(not_created()),
        };
        let claims = self.object(&user_claims)?;
        Ok((
            serde_json::to_string(&header).unwrap(),
            serde_json::to_string(&claims).unwrap(),
        ))
    }

    /// The text of the token.
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
                "alg" | "crit" | "b64" => return Err(not_created()),
                "kid" if !value.is_string() => {
                    if self.settings.dialect.rejects_useless_tokens {
                        return Err(not_created());
                    }
                    return Err(JwtError::invalid_token(
                        "Key ID header parameter must be a string",
                    ));
                }
                "typ" if value.is_null() => header.remove("typ"),
                "typ" if !value.is_string() => return Err(not_created()),
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
            .to_claim(self.now, settings.lifetime(self.token_type))?;
        let mut object = CopiedObject::default();
        for claim in dialect.claim_order {
            match claim {
                TokenClaim::IssuedAt => object.put("iat", issued_at),
                TokenClaim::NotBefore if settings.encode.nbf => object.put("nbf", issued_at),
                TokenClaim::JwtId => object.put("jti", JTI),
                TokenClaim::Type => object.put("type", self.token_type.as_str()),
                TokenClaim::Identity => {
                    object.put(&settings.claims.identity, self.identity.clone());
                }
                TokenClaim::ExpiresAt => object.put_some("exp", expires_at),
                TokenClaim::Login => {
                    object.put_some(AUTH_TIME, self.auth_time(user_claims));
                    let is_login = self.token_type == TokenType::Access && self.fresh.is_at_all();
                    let stamps = dialect.stamps_sessions && settings.encode.auth_time;
                    object.put_some(SESSION_ID, (is_login && stamps).then_some(SID));
                }
                TokenClaim::Issuer => object.put_some("iss", settings.encode.issuer.clone()),
                TokenClaim::Audience => {
                    object.put_some("aud", settings.encode.audience.claim().cloned());
                }
                TokenClaim::Csrf => {
                    let wanted = settings.cookies.csrf_in_tokens(dialect.csrf_in_every_token);
                    object.put_some("csrf", wanted.then_some(CSRF));
                }
                TokenClaim::Fresh
                    if self.token_type == TokenType::Access || dialect.fresh_in_refresh_tokens =>
                {
                    object.put("fresh", self.fresh.to_claim(self.now, dialect.freshness));
                }
                TokenClaim::UserClaims if !user_claims.is_empty() => {
                    match &settings.claims.user_claims {
                        None if dialect.reserves_feature_claims
                            && FEATURE_CLAIMS
                                .iter()
                                .any(|name| user_claims.contains_key(*name)) =>
                        {
                            return Err(not_created());
                        }
                        Some(name) => object.put(name, user_claims.clone()),
                        None => object.merge(user_claims, dialect.claims_may_override)?,
                    }
                }
                TokenClaim::NotBefore | TokenClaim::Fresh | TokenClaim::UserClaims => {}
            }
        }
        Ok(object)
    }

    /// The `auth_time` outside a request: the one that was set, or now if the token is for a login.
    fn auth_time(&self, user_claims: &Map<String, Value>) -> Option<i64> {
        let settings = self.settings;
        let is_claimed =
            settings.claims.user_claims.is_none() && user_claims.contains_key(AUTH_TIME);
        let now = settings.encode.auth_time && !is_claimed && self.fresh.is_at_all();
        self.auth_time.or(now.then(|| whole_seconds(self.now)))
    }
}

fn not_created() -> JwtError {
    JwtError::TokenNotCreated {
        source: ErrorSource::new("the reason is not compared"),
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
                Some(_) => return Err(not_created()),
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
