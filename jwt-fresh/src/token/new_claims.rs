//! The claims of a new token, in the configured layout.

use serde::{Serialize, Serializer, ser::SerializeMap};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::{auth_time::AUTH_TIME, claim_order::TokenClaim, kind::TokenType};
use crate::{JwtError, Result, config::Settings};

/// What a new token will say.
pub(super) struct NewClaims {
    pub(super) kind: TokenType,
    pub(super) identity: Value,
    pub(super) user_claims: Map<String, Value>,
    pub(super) fresh: Value,
    pub(super) expires_at: Option<i64>,
    pub(super) auth_time: Option<Value>,
    pub(super) issued_at: i64,
}

impl NewClaims {
    /// Lays the claims out as the configuration says.
    pub(super) fn into_object(self, settings: &Settings) -> Result<OrderedObject> {
        let mut object = OrderedObject::default();
        for claim in settings.dialect.claim_order {
            self.write(*claim, &mut object, settings)?;
        }
        Ok(object)
    }

    fn write(
        &self,
        claim: TokenClaim,
        object: &mut OrderedObject,
        settings: &Settings,
    ) -> Result<()> {
        let dialect = settings.dialect;
        match claim {
            TokenClaim::IssuedAt => object.put("iat", self.issued_at),
            TokenClaim::NotBefore => {
                object.put_some("nbf", settings.encode_nbf.then_some(self.issued_at));
            }
            TokenClaim::JwtId => object.put("jti", random_id()),
            TokenClaim::Type => object.put("type", self.kind.as_str()),
            TokenClaim::Identity => object.put(&settings.identity_claim, self.identity.clone()),
            TokenClaim::ExpiresAt => object.put_some("exp", self.expires_at),
            TokenClaim::AuthTime => object.put_some(AUTH_TIME, self.auth_time.clone()),
            TokenClaim::Issuer => object.put_some("iss", settings.encode_issuer.clone()),
            TokenClaim::Audience => object.put_some("aud", settings.encode_audience.to_claim()),
            TokenClaim::Csrf => {
                let wanted = settings.cookies.csrf_in_tokens(dialect.csrf_in_every_token);
                object.put_some("csrf", wanted.then(random_id));
            }
            TokenClaim::Fresh
                if self.kind == TokenType::Access || dialect.fresh_in_refresh_tokens =>
            {
                object.put("fresh", self.fresh.clone());
            }
            TokenClaim::Fresh => {}
            TokenClaim::UserClaims => self.write_user_claims(object, settings)?,
        }
        Ok(())
    }

    fn write_user_claims(&self, object: &mut OrderedObject, settings: &Settings) -> Result<()> {
        if self.user_claims.is_empty() {
            return Ok(());
        }
        match &settings.user_claims {
            Some(name) => object.put(name, Value::Object(self.user_claims.clone())),
            None => object.merge(&self.user_claims, settings.dialect.claims_may_override)?,
        }
        Ok(())
    }
}

/// A random UUID, version 4: 122 bits nobody can guess.
pub(super) fn random_id() -> String {
    Uuid::new_v4().to_string()
}

/// A JSON object that keeps the order in which its members were put.
#[derive(Default)]
pub(super) struct OrderedObject(Vec<(String, Value)>);

impl OrderedObject {
    fn put(&mut self, name: &str, value: impl Into<Value>) {
        self.0.push((name.to_owned(), value.into()));
    }

    fn put_some(&mut self, name: &str, value: Option<impl Into<Value>>) {
        if let Some(value) = value {
            self.put(name, value);
        }
    }

    /// Adds members; one that is there already is replaced in its place or refused.
    fn merge(&mut self, members: &Map<String, Value>, may_override: bool) -> Result<()> {
        for (name, value) in members {
            match self.0.iter_mut().find(|(present, _)| present == name) {
                None => self.put(name, value.clone()),
                Some((_, present)) if may_override => *present = value.clone(),
                Some(_) => {
                    return Err(JwtError::token_not_created(format!(
                        "the claim `{name}` is this library's own"
                    )));
                }
            }
        }
        Ok(())
    }
}

impl Serialize for OrderedObject {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}
