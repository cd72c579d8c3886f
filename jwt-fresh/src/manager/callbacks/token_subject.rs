//! The argument of the callbacks for a new token: whom it is for, and its type.

use std::{fmt, ops::Deref};

use serde::{Serialize, Serializer};
use serde_json::Value;

use crate::token::{identity::Identity, token_type::TokenType};

/// Whom a new token is for: what [`user_identity_loader`](crate::JwtManagerBuilder::user_identity_loader),
/// [`additional_claims_loader`](crate::JwtManagerBuilder::additional_claims_loader) and the other callbacks
/// for new tokens are called with.
///
/// It dereferences to the JSON value that was passed to
/// [`create_access_token`](crate::create_access_token), and compares with strings.
///
/// ```
/// use jwt_fresh::{JwtConfig, JwtManager, TokenType};
/// use serde_json::json;
///
/// let jwt = JwtManager::builder(JwtConfig::quart("super-secret"))
///     .additional_claims_loader(|subject| async move {
///         match subject.token_type() {
///             TokenType::Refresh => json!({}),
///             _ => json!({ "name": subject["name"] }),
///         }
///     })
///     .build()?;
/// # Ok::<(), jwt_fresh::ConfigError>(())
/// ```
pub struct TokenSubject {
    identity: Identity,
    value: Value,
    token_type: TokenType,
}

impl TokenSubject {
    pub(crate) fn new(identity: &Identity, token_type: TokenType) -> Self {
        Self {
            identity: identity.clone(),
            value: identity.to_value(),
            token_type,
        }
    }

    /// What was passed to [`create_access_token`](crate::create_access_token) or
    /// [`create_refresh_token`](crate::create_refresh_token), with all digits of its numbers; in a renewal
    /// the identity of the token that is renewed.
    #[must_use]
    pub fn identity(&self) -> &Identity {
        &self.identity
    }

    /// The type of the new token.
    #[must_use]
    pub fn token_type(&self) -> TokenType {
        self.token_type
    }
}

impl Deref for TokenSubject {
    type Target = Value;

    fn deref(&self) -> &Value {
        &self.value
    }
}

impl From<TokenSubject> for Value {
    /// The value, as [`Identity::to_value`] has it.
    fn from(subject: TokenSubject) -> Self {
        subject.value
    }
}

impl PartialEq<str> for TokenSubject {
    fn eq(&self, other: &str) -> bool {
        self.identity == *other
    }
}

impl PartialEq<&str> for TokenSubject {
    fn eq(&self, other: &&str) -> bool {
        self.identity == **other
    }
}

impl Serialize for TokenSubject {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.identity.serialize(serializer)
    }
}

impl fmt::Debug for TokenSubject {
    /// Prints nobody, as it may be personal data.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenSubject")
            .field("token_type", &self.token_type)
            .finish_non_exhaustive()
    }
}
