//! Building a manager: `JwtManager::new`, `JwtManagerBuilder::build`, and the check that a manager
//! accepts the tokens that it makes.

use serde_json::Value;
use uuid::Uuid;

use crate::{
    config::{jwt_config::JwtConfig, settings::checked::Settings, values::lifetime::Lifetime},
    create::{claims::NewClaims, expiry::Expiry, sign::sign_here, signing_key::LocalKey},
    error::{config_error::ConfigError, jwt_error::JwtError},
    jose::json::exact::shown::ExactMembers,
    keys::prepared::{signer::Signer, verifiers::Verifiers},
    manager::{builder::JwtManagerBuilder, jwt_manager::JwtManager},
    token::{identity::Identity, login::Login, token_type::TokenType},
    verify::token::Verification,
};

impl JwtManager {
    /// Checks the configuration and creates a manager without callbacks (Python's
    /// `JWTManager(app)`).
    ///
    /// # Errors
    ///
    /// A [`ConfigError`] that names what is wrong with the configuration and what to write instead.
    pub fn new(config: JwtConfig) -> Result<Self, ConfigError> {
        Self::builder(config).build()
    }
}

impl JwtManagerBuilder {
    /// Checks the configuration and creates the manager.
    ///
    /// It makes one token of each type and verifies it, without calling any callback, store or clock
    /// of the app. If the manager rejects its own tokens, that is an error under
    /// [`JwtConfig::new`], and a warning in the [log](crate::events) under [`JwtConfig::quart`] and
    /// [`JwtConfig::flask`]. With a key from a callback or [outside](crate::KeySource::outside) of the
    /// process this is not checked. See
    /// [`JwtConfig::signs_for_others`].
    ///
    /// It logs, once for each key, if another manager of the process has an equal key: an error if each has a
    /// [`MemoryRevocationStore`](crate::MemoryRevocationStore) of its own, otherwise a warning if no required
    /// audience or issuer tells their tokens apart. Build a manager once and clone it.
    ///
    /// # Errors
    ///
    /// A [`ConfigError`] that names what is wrong with the configuration and what to write instead.
    pub fn build(self) -> Result<JwtManager, ConfigError> {
        let jwt = self.build_unchecked()?;
        let settings = jwt.settings();
        match check_own_tokens(&jwt) {
            Err(error) if settings.dialect.rejects_useless_tokens => return Err(error),
            Err(error) => tracing::warn!("{error}"),
            Ok(()) => {}
        }
        jwt.register();
        Ok(jwt)
    }
}

/// The time of the check: the app's clock is not called before the first request.
const NOW: i64 = 1_800_000_000;

/// Checks that the manager accepts an access token and a refresh token that it makes.
fn check_own_tokens(jwt: &JwtManager) -> Result<(), ConfigError> {
    let (settings, callbacks) = (jwt.settings(), jwt.callbacks());
    let keys = &settings.keys;
    if keys.outside.is_some() {
        tracing::debug!(
            "it was not checked that access and refresh tokens are accepted: their key is outside of \
             this process"
        );
    }
    let Some(signer) = &keys.signing else {
        return Ok(());
    };
    if settings.encode.signs_for_others {
        return Ok(());
    }
    if callbacks.provide_keys() || keys.verifying.is_empty() {
        tracing::debug!(
            "it was not checked that access and refresh tokens are accepted: not all keys are \
             configured"
        );
        return Ok(());
    }
    let verifiers = Verifiers::new(keys.crypto, &keys.verifying)?;
    for token_type in [TokenType::Access, TokenType::Refresh] {
        if !accepts_own(token_type, settings, signer, &verifiers) {
            return Err(ConfigError::RejectsOwnTokens {
                token_type,
                reason: reason(token_type, settings),
            });
        }
    }
    Ok(())
}

/// Makes a token of that type and verifies it, as a request would.
fn accepts_own(
    token_type: TokenType,
    settings: &Settings,
    signer: &Signer,
    verifiers: &Verifiers,
) -> bool {
    let ids = [Uuid::from_u128(1), Uuid::from_u128(2)];
    let make = || -> Result<String, JwtError> {
        let now = NOW as f64;
        let identity = Identity::within("self-test".into(), 0.."self-test".len());
        let claims = NewClaims {
            kind: token_type,
            identity: &identity,
            user_claims: None,
            exact: &ExactMembers::default(),
            fresh: &Value::Bool(false),
            expires_at: Expiry::Configured
                .until(None)
                .to_claim(now, settings.lifetime(token_type))?,
            login: &Login::default(),
            no_renewal: false,
            by_hand: None,
            issued_at: NOW,
            ids: &ids,
        };
        sign_here(
            // The thread that builds a manager need not be one that signs.
            LocalKey::Loaded(signer.key(), settings.keys.crypto),
            signer.known_header(),
            &claims.to_json(settings)?,
        )
    };
    let [_, csrf] = ids.map(|id| id.to_string());
    let needs_csrf = settings.cookies.in_use() && settings.cookies.csrf.protect;
    let verification = Verification {
        settings,
        csrf: needs_csrf.then_some(csrf.as_bytes()),
        now: NOW as f64,
    };
    let verify = |token: String| verification.verify(token.as_bytes(), verifiers)?.current();
    make()
        .and_then(verify)
        .is_ok_and(|token| token.token_type() == token_type)
}

/// The options that do not fit each other, and what to write.
fn reason(token_type: TokenType, settings: &Settings) -> &'static str {
    let (never, negative) = match token_type {
        TokenType::Access => (
            "`access_token_never_expires` omits `exp`, which `JwtConfig::new` requires; \
             set `access_token_expires`",
            "`access_token_expires` is less than zero; give a longer time",
        ),
        TokenType::Refresh => (
            "`refresh_token_never_expires` omits `exp`, which `JwtConfig::new` requires; \
             set `refresh_token_expires`",
            "`refresh_token_expires` is less than zero; give a longer time",
        ),
    };
    let (issuer, accepted) = (&settings.encode.issuer, &settings.decode.issuers);
    match settings.lifetime(token_type) {
        Lifetime::Never if settings.dialect.requires_exp => never,
        Lifetime::Seconds(..=0) => negative,
        _ if !accepted.is_empty() && issuer.as_ref().is_none_or(|it| !accepted.contains(it)) => {
            "`encode_issuer` and `decode_issuer` do not fit; set both to the same issuer"
        }
        _ => {
            "`encode_audience` and `decode_audience` do not fit; \
             set both, with an audience in common"
        }
    }
}
