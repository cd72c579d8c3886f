//! A configuration that has been checked: what the rest of the crate works with.

use std::{borrow::Cow, sync::Arc, time::Duration};

use actix_web::http::header::HeaderName;
use jsonwebtoken::crypto::CryptoProvider;

use super::{ConfigError, JwtConfig, dialect::Dialect};
use crate::{
    Algorithm, Clock, CryptoBackend,
    clock::numeric_date,
    keys::{SigningKey, Verifiers, VerifyingKey},
    token::{claim_set::RESERVED_CLAIMS, kind::TokenType},
};

/// A checked configuration. That one exists means that tokens can be made and verified with it.
pub(crate) struct Settings {
    pub(crate) dialect: &'static Dialect,
    pub(crate) crypto: &'static CryptoProvider,
    pub(crate) signing_key: SigningKey,
    pub(crate) verifying_keys: Vec<VerifyingKey>,
    access_lifetime: Lifetime,
    refresh_lifetime: Lifetime,
    pub(crate) header_name: HeaderName,
    pub(crate) header_type: Cow<'static, str>,
    pub(crate) header_messages: HeaderMessages,
    /// In seconds.
    pub(crate) leeway: f64,
    pub(crate) decode_audience: Vec<String>,
    pub(crate) encode_audience: Vec<String>,
    pub(crate) decode_issuer: Option<String>,
    pub(crate) encode_issuer: Option<String>,
    pub(crate) identity_claim: Cow<'static, str>,
    pub(crate) user_claims: Option<Cow<'static, str>>,
    pub(crate) verify_sub: bool,
    pub(crate) error_message_key: Cow<'static, str>,
    clock: Arc<dyn Clock>,
}

/// What refusals say of the header, with its configured name and scheme filled in.
pub(crate) struct HeaderMessages {
    pub(crate) missing: Cow<'static, str>,
    pub(crate) bad: Cow<'static, str>,
    pub(crate) foreign_scheme: Cow<'static, str>,
}

/// How long a token lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lifetime {
    Seconds(u64),
    Never,
}

impl Lifetime {
    pub(crate) fn from_duration(duration: Duration) -> Self {
        Self::Seconds(duration.as_secs())
    }
}

impl Settings {
    /// Checks the configuration as a whole and signs once, so that nothing can fail later.
    pub(crate) fn check(config: JwtConfig) -> Result<Self, ConfigError> {
        let crypto = CryptoBackend::provider(config.crypto_backend)?;
        check_lifetimes(&config)?;
        if config.leeway > ConfigError::MAX_LEEWAY {
            return Err(ConfigError::AbsurdLeeway(config.leeway));
        }
        check_claim_names(&config)?;
        check_secret(&config)?;

        let signing_key = SigningKey::from_secret(config.algorithm, &config.secret);
        let verifying_keys: Vec<_> = accepted_algorithms(&config)
            .map(|algorithm| VerifyingKey::from_secret(algorithm, &config.secret))
            .collect();
        signing_key.sign(crypto, b"self-test")?;
        Verifiers::new(crypto, &verifying_keys)?;

        Ok(Self {
            dialect: config.dialect,
            crypto,
            signing_key,
            verifying_keys,
            access_lifetime: config.access_lifetime,
            refresh_lifetime: config.refresh_lifetime,
            header_name: HeaderName::from_bytes(config.header_name.as_bytes())
                .map_err(|_| ConfigError::InvalidHeaderName)?,
            header_messages: header_messages(&config)?,
            header_type: config.header_type,
            leeway: config.leeway.as_secs_f64(),
            decode_audience: config.decode_audience,
            encode_audience: config.encode_audience,
            decode_issuer: config.decode_issuer,
            encode_issuer: config.encode_issuer,
            identity_claim: config.identity_claim,
            user_claims: config.user_claims,
            verify_sub: config.verify_sub,
            error_message_key: config.error_message_key,
            clock: config.clock,
        })
    }

    /// Now, in seconds since 1970.
    pub(crate) fn now(&self) -> f64 {
        numeric_date(self.clock.now())
    }

    /// How long a new token of that type lives.
    pub(crate) fn lifetime(&self, kind: TokenType) -> Lifetime {
        match kind {
            TokenType::Access => self.access_lifetime,
            TokenType::Refresh => self.refresh_lifetime,
        }
    }

    /// The scheme that a challenge names; a bare token in a header has none of its own.
    pub(crate) fn scheme(&self) -> &str {
        if self.header_type.is_empty() {
            "Bearer"
        } else {
            &self.header_type
        }
    }
}

fn accepted_algorithms(config: &JwtConfig) -> impl Iterator<Item = Algorithm> + '_ {
    let further = config.decode_algorithms.iter().copied();
    std::iter::once(config.algorithm)
        .chain(further.filter(|algorithm| *algorithm != config.algorithm))
}

fn check_lifetimes(config: &JwtConfig) -> Result<(), ConfigError> {
    for (lifetime, option, never) in [
        (
            config.access_lifetime,
            "access_token_expires",
            "access_token_never_expires",
        ),
        (
            config.refresh_lifetime,
            "refresh_token_expires",
            "refresh_token_never_expires",
        ),
    ] {
        if lifetime == Lifetime::Seconds(0) {
            return Err(ConfigError::ZeroLifetime { option, never });
        }
    }
    Ok(())
}

fn check_claim_names(config: &JwtConfig) -> Result<(), ConfigError> {
    let reserved = |name: &str| name.is_empty() || RESERVED_CLAIMS.contains(&name);
    if reserved(&config.identity_claim) {
        return Err(ConfigError::ReservedClaim {
            option: "identity_claim",
        });
    }
    if config
        .user_claims
        .as_deref()
        .is_some_and(|name| reserved(name) || name == "sub" || name == config.identity_claim)
    {
        return Err(ConfigError::ReservedClaim {
            option: "user_claims",
        });
    }
    Ok(())
}

fn check_secret(config: &JwtConfig) -> Result<(), ConfigError> {
    if config.secret.is_empty() {
        return Err(ConfigError::EmptySecret);
    }
    for algorithm in accepted_algorithms(config) {
        if !algorithm.is_symmetric() {
            return Err(ConfigError::SecretForKeyPair { algorithm });
        }
        if config.secret.is_weak_for(algorithm) {
            if config.dialect.refuses_weak_secret {
                return Err(ConfigError::WeakSecret { algorithm });
            }
            tracing::warn!(
                %algorithm,
                min_bytes = algorithm.min_secret_bytes(),
                "the secret is shorter than the hash; use a longer one in production"
            );
        }
    }
    Ok(())
}

fn header_messages(config: &JwtConfig) -> Result<HeaderMessages, ConfigError> {
    let scheme = &config.header_type;
    if !scheme
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && byte != b',')
    {
        return Err(ConfigError::InvalidHeaderType);
    }
    let wording = &config.dialect.wording;
    let bad = if scheme.is_empty() {
        wording.bad_header_without_type
    } else {
        wording.bad_header
    };
    let fill = |template: &str| -> Cow<'static, str> {
        template
            .replace("{name}", &config.header_name)
            .replace("{type}", scheme)
            .into()
    };
    Ok(HeaderMessages {
        missing: fill("Missing {name} Header"),
        bad: fill(bad),
        foreign_scheme: fill(wording.foreign_scheme),
    })
}
