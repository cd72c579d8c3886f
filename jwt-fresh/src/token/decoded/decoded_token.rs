//! A token whose signature was good: what callbacks and handlers read.

use std::{borrow::Cow, fmt, sync::Arc};

use once_cell::sync::OnceCell;
use serde_json::{Map, Value};

use crate::{
    jose::json::{claim_value::ClaimValue, object::JsonObject},
    token::{
        decoded::{lazy_identity::TokenIdentity, span::PayloadSpan},
        freshness::Freshness,
        identity::Identity,
        settings_id::SettingsId,
        token_type::TokenType,
        validity::Validity,
    },
};

/// A token that was signed with our key and whose claims are well formed.
///
/// It clones without copying. Holding one does not mean that the request may pass: an expired or
/// revoked token is handed to its callback in this form too.
#[derive(Clone)]
pub struct DecodedToken(Arc<Parts>);

pub(crate) struct Parts {
    /// Whose token it is.
    pub(crate) settings: SettingsId,
    /// Whether a refresh token without a `fresh` claim reads as `fresh: false`.
    pub(crate) fresh_in_refresh_tokens: bool,
    /// The name under which the app's own claims are nested, if they are.
    pub(crate) nested_claims: Option<Cow<'static, str>>,
    /// The decoded header segment, JSON.
    pub(crate) header: Cow<'static, str>,
    /// The decoded payload segment, JSON.
    pub(crate) payload: Arc<str>,
    pub(crate) kind: TokenType,
    pub(crate) freshness: Freshness,
    pub(crate) identity: TokenIdentity,
    pub(crate) jti: LazyClaim,
    pub(crate) csrf: LazyClaim,
    pub(crate) validity: Validity,
    /// Most handlers read the identity and nothing else, so these wait until somebody asks.
    pub(crate) header_object: OnceCell<JsonObject>,
    pub(crate) claims: OnceCell<JsonObject>,
}

/// A claim that is a text, without a copy of it.
pub(crate) enum LazyClaim {
    /// There is none, or it is no text.
    None,
    /// Here in the payload.
    At(PayloadSpan),
    /// It holds escapes, so it has to be read with all the claims.
    Escaped,
}

impl LazyClaim {
    pub(crate) fn of(claim: Option<&ClaimValue<'_>>, payload: &str) -> Self {
        match claim.and_then(ClaimValue::as_text) {
            None => Self::None,
            Some(text) => PayloadSpan::of(text, payload).map_or(Self::Escaped, Self::At),
        }
    }
}

impl DecodedToken {
    pub(crate) fn new(parts: Parts) -> Self {
        Self(Arc::new(parts))
    }

    /// Who the token is for.
    #[must_use]
    pub fn identity(&self) -> &Identity {
        self.0.identity.get(&self.0.payload)
    }

    /// The same, to keep.
    pub(crate) fn to_identity(&self) -> Identity {
        self.0.identity.to_identity(&self.0.payload)
    }

    /// Whether it is an access or a refresh token.
    #[must_use]
    pub fn token_type(&self) -> TokenType {
        self.0.kind
    }

    /// The token's id: the `jti` claim, if it has one.
    #[must_use]
    pub fn jti(&self) -> Option<&str> {
        self.text(&self.0.jti, "jti")
    }

    /// The token's CSRF double submit value: the `csrf` claim, if it has one.
    #[must_use]
    pub fn csrf(&self) -> Option<&str> {
        self.text(&self.0.csrf, "csrf")
    }

    /// All claims, with the defaults that the Python libraries add (`jti`, `type`, `fresh`).
    #[must_use]
    pub fn claims(&self) -> &JsonObject {
        self.0.claims.get_or_init(|| {
            let mut claims = read(&self.0.payload);
            self.add_defaults(&mut claims);
            claims.into()
        })
    }

    /// The app's own claims: the nested ones, or all claims where they stand at the top level.
    #[must_use]
    pub fn user_claims(&self) -> JsonObject {
        match &self.0.nested_claims {
            None => self.claims().clone(),
            Some(name) => self.claims()[name]
                .as_object()
                .cloned()
                .unwrap_or_default()
                .into(),
        }
    }

    /// The JOSE header.
    #[must_use]
    pub fn header(&self) -> &JsonObject {
        self.0
            .header_object
            .get_or_init(|| read(&self.0.header).into())
    }

    /// Whether the token was verified under these settings.
    pub(crate) fn was_verified_under(&self, settings: SettingsId) -> bool {
        self.0.settings == settings
    }

    pub(crate) fn validity(&self) -> Validity {
        self.0.validity
    }

    fn text(&self, text: &LazyClaim, name: &str) -> Option<&str> {
        match text {
            LazyClaim::None => None,
            LazyClaim::At(range) => range.text_in(&self.0.payload),
            LazyClaim::Escaped => self.claims()[name].as_str(),
        }
    }

    pub(crate) fn freshness(&self) -> Freshness {
        self.0.freshness
    }

    /// The id by which the token can be revoked: its `jti`, unless that is absent or empty.
    pub(crate) fn revocation_id(&self) -> Option<&str> {
        self.jti().filter(|jti| !jti.is_empty())
    }

    fn add_defaults(&self, claims: &mut Map<String, Value>) {
        let mut default = |name: &str, value: Value| {
            if !claims.contains_key(name) {
                claims.insert(name.to_owned(), value);
            }
        };
        default("jti", Value::Null);
        default("type", TokenType::Access.as_str().into());
        if self.0.kind == TokenType::Access || self.0.fresh_in_refresh_tokens {
            default("fresh", Value::Bool(false));
        }
        if let Some(name) = &self.0.nested_claims {
            default(name, Value::Object(Map::new()));
        }
    }
}

/// Reads JSON that verification has already proved to be an object.
fn read(json: &str) -> Map<String, Value> {
    serde_json::from_str(json).unwrap_or_default()
}

impl fmt::Debug for DecodedToken {
    /// Claims may be personal, so none is printed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DecodedToken")
            .field("type", &self.0.kind)
            .finish_non_exhaustive()
    }
}
