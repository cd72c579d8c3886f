//! The contents of a verified token, as callbacks and handlers read them.

use std::{borrow::Cow, fmt, sync::Arc, time::SystemTime};

use once_cell::sync::OnceCell;
use serde_json::{Map, Value};

use crate::{
    jose::json::{
        exact::shown,
        object::JsonObject,
        one_member::{Member, read_member},
    },
    token::{
        claim_names::{AUTH_TIME, GENERATION, SESSION_ID},
        decoded::{checked_claims::CheckedClaims, lazy_claim::LazyClaim},
        freshness::Freshness,
        identity::Identity,
        ids::{session_id::SessionId, settings_id::SettingsId},
        numeric_date::system_time,
        token_type::TokenType,
        validity::Validity,
    },
};

/// The contents of a token whose signature is valid and whose claims are well formed.
///
/// It is cheap to clone. It does not prove that the request is authenticated: callbacks get an
/// expired or revoked token in this form too.
///
/// ```
/// use jwt_fresh::{JwtConfig, JwtManager, TokenType};
///
/// let jwt = JwtManager::new(JwtConfig::new("a secret of at least thirty-two bytes"))?;
/// let token = jwt.decode_token(&jwt.create_access_token("alice").encode()?)?;
/// assert_eq!(token.identity(), "alice");
/// assert_eq!(token.token_type(), TokenType::Access);
/// assert_eq!(token.claims()["fresh"], false);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct DecodedToken(Arc<Inner>);

struct Inner {
    settings: TokenSettings,
    /// The decoded header segment, JSON.
    header: Cow<'static, str>,
    /// The decoded payload segment, JSON.
    payload: Arc<str>,
    checked: CheckedClaims,
    /// Parsed on first use, as most handlers read nothing but the identity.
    parsed_header: OnceCell<JsonObject>,
    /// Parsed on first use.
    parsed_claims: OnceCell<JsonObject>,
    /// Read on first use, without the other claims.
    session: OnceCell<Option<SessionId>>,
}

/// The settings that a decoded token needs for as long as it exists.
pub(crate) struct TokenSettings {
    /// The settings that the token was verified under.
    pub(crate) id: SettingsId,
    /// Whether a refresh token without a `fresh` claim reads as `fresh: false`.
    pub(crate) fresh_in_refresh_tokens: bool,
    /// The name of the claim that contains the app's own claims, if they are nested.
    pub(crate) nested_claims: Option<Cow<'static, str>>,
}

impl DecodedToken {
    pub(crate) fn new(
        settings: TokenSettings,
        header: Cow<'static, str>,
        payload: Arc<str>,
        checked: CheckedClaims,
    ) -> Self {
        Self(Arc::new(Inner {
            settings,
            header,
            payload,
            checked,
            parsed_header: OnceCell::new(),
            parsed_claims: OnceCell::new(),
            session: OnceCell::new(),
        }))
    }

    /// Who the token is for.
    #[must_use]
    pub fn identity(&self) -> &Identity {
        self.0.checked.identity.get(&self.0.payload)
    }

    /// Who the token is for, as a value that outlives the token without a copy of it.
    pub(crate) fn to_identity(&self) -> Identity {
        self.0.checked.identity.to_identity(&self.0.payload)
    }

    /// Whether the other one has the same claims, so that it is the same token.
    pub(crate) fn is_same_as(&self, other: &Self) -> bool {
        self.0.payload == other.0.payload
    }

    /// Whether it is an access or a refresh token.
    #[must_use]
    pub fn token_type(&self) -> TokenType {
        self.0.checked.token_type
    }

    /// The token's id: the `jti` claim, if it has one.
    #[must_use]
    pub fn jti(&self) -> Option<&str> {
        self.text(&self.0.checked.jti, "jti")
    }

    /// Who issued the token: the `iss` claim, if it is a string.
    pub(crate) fn issuer(&self) -> Option<&str> {
        self.text(&self.0.checked.issuer, "iss")
    }

    /// The token's CSRF double submit value: the `csrf` claim, if it has one.
    #[must_use]
    pub fn csrf(&self) -> Option<&str> {
        self.text(&self.0.checked.csrf, "csrf")
    }

    /// When the token was issued: the `iat` claim, if it has one, in whole seconds.
    #[must_use]
    pub fn issued_at(&self) -> Option<SystemTime> {
        self.validity().issued_at.map(system_time)
    }

    /// When the token expires: the `exp` claim, in whole seconds; `None` if it never does. A time
    /// after the year 9999 is the end of that year.
    #[must_use]
    pub fn expires_at(&self) -> Option<SystemTime> {
        self.validity().expires_at.map(system_time)
    }

    /// When the user logged in, in whole seconds: the `auth_time` claim. `None` if the token has no
    /// such claim, or if it is not a number, or an integer beyond `u64`.
    #[must_use]
    pub fn authenticated_at(&self) -> Option<SystemTime> {
        self.claims()[AUTH_TIME].as_f64().map(system_time)
    }

    /// The session that the token belongs to: the `sid` claim, if that has the form of this crate's
    /// sessions.
    ///
    /// Any other `sid` is a claim of the app, or of another issuer: read it in
    /// [`claims`](Self::claims).
    #[must_use]
    pub fn session_id(&self) -> Option<SessionId> {
        *self
            .0
            .session
            .get_or_init(|| match read_member(&self.0.payload, SESSION_ID)? {
                Member::Text(text) => SessionId::parse(&text),
                Member::Falsy | Member::Other => None,
            })
    }

    /// Whether it says anything about a session.
    pub(crate) fn names_session(&self) -> bool {
        read_member(&self.0.payload, SESSION_ID).is_some()
    }

    /// How often the session's refresh token was replaced until this one: the `gen` claim of a refresh
    /// token, from 1.
    #[must_use]
    pub fn generation(&self) -> Option<u32> {
        let generation = self.claims().get(GENERATION)?.as_u64()?;
        u32::try_from(generation).ok()
    }

    /// Who acts for the identity, with the exact number: `sub` in the claim `act` (RFC 8693 section 4.1).
    pub(crate) fn actor(&self) -> Option<Identity> {
        let claims = self.claims();
        let act = claims.get("act")?.as_object()?;
        let sub = act.get("sub")?;
        if let Some((shown, exact)) = claims.exact_text("act").and_then(shown::object)
            && let Some(text) = exact.text_of("sub", shown.get("sub")?)
        {
            return Some(Identity::json(text));
        }
        Identity::from_serialize(sub).ok()
    }

    /// All claims, with the defaults that the Python libraries add for `jti`, `type` and `fresh`.
    #[must_use]
    pub fn claims(&self) -> &JsonObject {
        self.0.parsed_claims.get_or_init(|| {
            let (mut claims, exact) = shown::object(&self.0.payload).unwrap_or_default();
            self.add_defaults(&mut claims);
            JsonObject::with_exact(claims, exact)
        })
    }

    /// The app's own claims: the nested ones, or all claims if they are not nested.
    #[must_use]
    pub fn user_claims(&self) -> JsonObject {
        match &self.0.settings.nested_claims {
            None => self.claims().clone(),
            Some(name) => match self.claims().exact_text(name).and_then(shown::object) {
                Some((shown, exact)) => JsonObject::with_exact(shown, exact),
                None => self.claims()[name]
                    .as_object()
                    .cloned()
                    .unwrap_or_default()
                    .into(),
            },
        }
    }

    /// The JOSE header.
    #[must_use]
    pub fn header(&self) -> &JsonObject {
        self.0.parsed_header.get_or_init(|| {
            let (header, exact) = shown::object(&self.0.header).unwrap_or_default();
            JsonObject::with_exact(header, exact)
        })
    }

    /// Whether the token was verified under these settings.
    pub(crate) fn was_verified_under(&self, settings: SettingsId) -> bool {
        self.0.settings.id == settings
    }

    pub(crate) fn validity(&self) -> Validity {
        self.0.checked.validity
    }

    fn text(&self, claim: &LazyClaim, name: &str) -> Option<&str> {
        match claim {
            LazyClaim::None => None,
            LazyClaim::At(span) => span.text_in(&self.0.payload),
            LazyClaim::Escaped => self.claims()[name].as_str(),
        }
    }

    pub(crate) fn freshness(&self) -> Freshness {
        self.0.checked.freshness
    }

    /// The id to revoke the token by: its `jti`, unless that is absent or empty.
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
        if self.0.checked.token_type == TokenType::Access || self.0.settings.fresh_in_refresh_tokens
        {
            default("fresh", Value::Bool(false));
        }
        if let Some(name) = &self.0.settings.nested_claims {
            default(name, Value::Object(Map::new()));
        }
    }
}

impl fmt::Debug for DecodedToken {
    /// Prints no claim, as claims may be personal.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DecodedToken")
            .field("type", &self.0.checked.token_type)
            .finish_non_exhaustive()
    }
}
