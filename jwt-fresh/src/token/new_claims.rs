//! The claims of a new token, in the configured layout.

use serde::{Serialize, Serializer, ser::SerializeMap};
use serde_json::{Map, Value};
use uuid::{Uuid, fmt::Hyphenated};

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
    pub(super) fn to_object<'c>(&'c self, settings: &'c Settings) -> Result<OrderedObject<'c>> {
        let order = settings.dialect.claim_order;
        let mut object = OrderedObject::with_capacity(order.len() + self.user_claims.len());
        for claim in order {
            self.write(*claim, &mut object, settings)?;
        }
        Ok(object)
    }

    fn write<'c>(
        &'c self,
        claim: TokenClaim,
        object: &mut OrderedObject<'c>,
        settings: &'c Settings,
    ) -> Result<()> {
        let dialect = settings.dialect;
        match claim {
            TokenClaim::IssuedAt => object.put("iat", Member::Number(self.issued_at)),
            TokenClaim::NotBefore if settings.encode_nbf => {
                object.put("nbf", Member::Number(self.issued_at));
            }
            TokenClaim::NotBefore => {}
            TokenClaim::JwtId => object.put("jti", Member::Id(random_id())),
            TokenClaim::Type => object.put("type", Member::Text(self.kind.as_str())),
            TokenClaim::Identity => {
                object.put(&settings.identity_claim, Member::Json(&self.identity));
            }
            TokenClaim::ExpiresAt => {
                object.put_some("exp", self.expires_at.map(Member::Number));
            }
            TokenClaim::AuthTime => {
                object.put_some(AUTH_TIME, self.auth_time.as_ref().map(Member::Json));
            }
            TokenClaim::Issuer => {
                object.put_some("iss", settings.encode_issuer.as_deref().map(Member::Text));
            }
            TokenClaim::Audience => {
                object.put_some("aud", settings.encode_audience.claim().map(Member::Json));
            }
            TokenClaim::Csrf => {
                let wanted = settings.cookies.csrf_in_tokens(dialect.csrf_in_every_token);
                object.put_some("csrf", wanted.then(|| Member::Id(random_id())));
            }
            TokenClaim::Fresh
                if self.kind == TokenType::Access || dialect.fresh_in_refresh_tokens =>
            {
                object.put("fresh", Member::Json(&self.fresh));
            }
            TokenClaim::Fresh => {}
            TokenClaim::UserClaims => self.write_user_claims(object, settings)?,
        }
        Ok(())
    }

    fn write_user_claims<'c>(
        &'c self,
        object: &mut OrderedObject<'c>,
        settings: &'c Settings,
    ) -> Result<()> {
        if self.user_claims.is_empty() {
            return Ok(());
        }
        match &settings.user_claims {
            Some(name) => object.put(name, Member::Object(&self.user_claims)),
            None => object.merge(&self.user_claims, settings.dialect.claims_may_override)?,
        }
        Ok(())
    }
}

/// A random UUID, version 4: 122 bits nobody can guess.
pub(super) fn random_id() -> Uuid {
    Uuid::new_v4()
}

/// A JSON object that keeps the order in which its members were put.
pub(super) struct OrderedObject<'c>(Vec<(&'c str, Member<'c>)>);

/// The value of a claim, uncopied.
enum Member<'c> {
    Number(i64),
    Text(&'c str),
    Id(Uuid),
    Json(&'c Value),
    Object(&'c Map<String, Value>),
}

impl<'c> OrderedObject<'c> {
    fn with_capacity(members: usize) -> Self {
        Self(Vec::with_capacity(members))
    }

    fn put(&mut self, name: &'c str, value: Member<'c>) {
        self.0.push((name, value));
    }

    fn put_some(&mut self, name: &'c str, value: Option<Member<'c>>) {
        if let Some(value) = value {
            self.put(name, value);
        }
    }

    /// Adds members; one that is there already is replaced in its place or refused.
    fn merge(&mut self, members: &'c Map<String, Value>, may_override: bool) -> Result<()> {
        for (name, value) in members {
            let value = Member::Json(value);
            match self.0.iter_mut().find(|(present, _)| present == name) {
                None => self.put(name, value),
                Some((_, present)) if may_override => *present = value,
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

impl Serialize for OrderedObject<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

impl Serialize for Member<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Number(number) => serializer.serialize_i64(*number),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Id(id) => {
                let mut text = [0; Hyphenated::LENGTH];
                serializer.serialize_str(id.as_hyphenated().encode_lower(&mut text))
            }
            Self::Json(value) => value.serialize(serializer),
            Self::Object(object) => object.serialize(serializer),
        }
    }
}
