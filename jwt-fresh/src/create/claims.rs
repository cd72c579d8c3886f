//! The claims of a new token, in the configured layout.

use std::borrow::Cow;

use serde_json::{Map, Value};
use uuid::Uuid;

use crate::{
    config::settings::checked::Settings,
    error::jwt_error::{JwtError, Result},
    jose::json::{
        exact::shown::ExactMembers,
        object_writer::{Member, NameTaken, OrderedObject},
    },
    token::{
        claim_names::{AUTH_TIME, BY_HAND, FEATURE_CLAIMS, NO_RENEWAL, TokenClaim},
        identity::Identity,
        login::Login,
        token_type::TokenType,
    },
};

/// The contents of a new token.
pub(crate) struct NewClaims<'c> {
    pub(crate) kind: TokenType,
    pub(crate) identity: &'c Identity,
    pub(crate) user_claims: Option<&'c Map<String, Value>>,
    /// The texts of those user claims that contain numbers which their values don't show exactly.
    pub(crate) exact: &'c ExactMembers,
    pub(crate) fresh: &'c Value,
    pub(crate) expires_at: Option<i64>,
    /// What the tokens of this login share.
    pub(crate) login: &'c Login,
    /// Whether the cookie of the token is never renewed.
    pub(crate) no_renewal: bool,
    /// Which of the user claims were given by hand, for a token that may be renewed.
    pub(crate) by_hand: Option<&'c Value>,
    pub(crate) issued_at: i64,
    /// The random `jti` and `csrf` values; not every token has a `csrf` claim.
    pub(crate) ids: &'c [Uuid; 2],
}

impl<'c> NewClaims<'c> {
    /// The claims as JSON, in the configured order and nesting.
    pub(crate) fn to_json(&self, settings: &'c Settings) -> Result<Vec<u8>> {
        let order = settings.dialect.claim_order;
        let own = self.user_claims.map_or(0, Map::len);
        let mut object = OrderedObject::with_capacity(order.len() + own);
        for claim in order {
            self.put(*claim, &mut object, settings)?;
        }
        object.to_json().map_err(JwtError::token_not_created)
    }

    fn put(
        &self,
        claim: TokenClaim,
        object: &mut OrderedObject<'c>,
        settings: &'c Settings,
    ) -> Result<()> {
        let dialect = settings.dialect;
        let [jti, csrf] = self.ids;
        match claim {
            TokenClaim::IssuedAt => object.put("iat", Member::Number(self.issued_at)),
            TokenClaim::NotBefore if settings.encode.nbf => {
                object.put("nbf", Member::Number(self.issued_at));
            }
            TokenClaim::NotBefore => {}
            TokenClaim::JwtId => object.put("jti", Member::Id(jti)),
            TokenClaim::Type => object.put("type", Member::Word(self.kind.as_str())),
            TokenClaim::Identity => {
                object.put_given(
                    &settings.claims.identity,
                    Member::Exact(self.identity.json_text()),
                );
            }
            TokenClaim::ExpiresAt => object.put_some("exp", self.expires_at.map(Member::Number)),
            TokenClaim::Login => {
                for (name, value) in self.login.claims() {
                    object.put(name, value);
                }
                if self.no_renewal {
                    object.put(NO_RENEWAL, Member::Json(&Value::Bool(true)));
                }
                object.put_some(BY_HAND, self.by_hand.map(Member::Json));
            }
            TokenClaim::Issuer => {
                object.put_some("iss", settings.encode.issuer.as_deref().map(Member::Text));
            }
            TokenClaim::Audience => {
                object.put_some("aud", settings.encode.audience.claim().map(Member::Json));
            }
            TokenClaim::Csrf => {
                let wanted = settings.cookies.csrf_in_tokens(dialect.csrf_in_every_token);
                object.put_some("csrf", wanted.then_some(Member::Id(csrf)));
            }
            TokenClaim::Fresh
                if self.kind == TokenType::Access || dialect.fresh_in_refresh_tokens =>
            {
                object.put("fresh", Member::Json(self.fresh));
            }
            TokenClaim::Fresh => {}
            TokenClaim::UserClaims => self.put_user_claims(object, settings)?,
        }
        Ok(())
    }

    fn put_user_claims(
        &self,
        object: &mut OrderedObject<'c>,
        settings: &'c Settings,
    ) -> Result<()> {
        let Some(claims) = self.user_claims.filter(|claims| !claims.is_empty()) else {
            return Ok(());
        };
        match &settings.claims.user_claims {
            Some(name) => {
                let mut nested = OrderedObject::with_capacity(claims.len());
                let _ = nested.merge(claims, self.exact, true);
                let nested = nested.to_json().map_err(JwtError::token_not_created)?;
                let nested = String::from_utf8(nested).map_err(JwtError::token_not_created)?;
                object.put_given(name, Member::Exact(Cow::Owned(nested)));
                Ok(())
            }
            None if settings.dialect.reserves_feature_claims => {
                if let Some(name) = FEATURE_CLAIMS
                    .iter()
                    .find(|name| claims.contains_key(**name))
                {
                    return Err(reserved(name));
                }
                self.merge(object, claims, settings)
            }
            None => self.merge(object, claims, settings),
        }
    }

    /// Adds the app's own claims at the top level.
    fn merge(
        &self,
        object: &mut OrderedObject<'c>,
        claims: &'c Map<String, Value>,
        settings: &Settings,
    ) -> Result<()> {
        object
            .merge(claims, self.exact, settings.dialect.claims_may_override)
            .map_err(|NameTaken(name)| {
                JwtError::token_not_created(format!(
                    "the claim `{name}` is set by jwt-fresh; use another name"
                ))
            })
    }
}

/// The error for a claim of the app that a feature of this crate would read.
#[cold]
fn reserved(name: &str) -> JwtError {
    let instead = if name == AUTH_TIME {
        "call `.auth_time(..)`, or use another name"
    } else {
        "use another name"
    };
    JwtError::token_not_created(format!("the claim `{name}` is reserved; {instead}"))
}
