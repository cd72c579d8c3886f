//! The options of [`JwtConfig`] about algorithms, lifetimes, claims, caching and time.

use std::{borrow::Cow, sync::Arc, time::Duration};

use crate::{
    config::{
        clock::Clock,
        jwt_config::JwtConfig,
        values::{audience::NewAudience, lifetime::Lifetime},
    },
    error::events::observer::JwtObserver,
    jose::algorithm::Algorithm,
    keys::backend::CryptoBackend,
};

impl JwtConfig {
    /// The algorithm that signs new tokens and that is accepted. Defaults to HS256, or to the
    /// algorithm of the keys.
    ///
    /// Python: `JWT_ALGORITHM`.
    pub fn algorithm(mut self, algorithm: Algorithm) -> Self {
        self.keys.algorithm = Some(algorithm);
        self
    }

    /// Further algorithms that are accepted, with the same key. Defaults to none.
    ///
    /// [`algorithm`](Self::algorithm) is always accepted. An algorithm that the key does not fit is
    /// an error; for [`quart`](Self::quart) and [`flask`](Self::flask) it is a warning in the
    /// [log](crate::events), and its tokens are rejected, as there. Python: `JWT_DECODE_ALGORITHMS`.
    #[doc(alias = "JWT_DECODE_ALGORITHMS")]
    pub fn decode_algorithms(mut self, algorithms: impl IntoIterator<Item = Algorithm>) -> Self {
        self.keys.decode_algorithms = algorithms.into_iter().collect();
        self
    }

    /// The crypto back end. Defaults to aws-lc-rs, or to the only one that is compiled in.
    ///
    /// One that is not compiled in is an error.
    pub fn crypto_backend(mut self, backend: CryptoBackend) -> Self {
        self.keys.crypto_backend = Some(backend);
        self
    }

    /// The lifetime of access tokens, in whole seconds. Defaults to 15 minutes.
    ///
    /// Zero is an error; for tokens that never expire use
    /// [`access_token_never_expires`](Self::access_token_never_expires). Python: `JWT_ACCESS_TOKEN_EXPIRES`.
    pub fn access_token_expires(mut self, lifetime: Duration) -> Self {
        self.encode.lifetimes.access = Lifetime::from_duration(lifetime);
        self
    }

    /// Makes access tokens without `exp`, which are valid until their key is changed. Defaults to
    /// off: see [`access_token_expires`](Self::access_token_expires).
    ///
    /// With [`JwtConfig::new`], which rejects such tokens, this is an error of `build`. Python:
    /// `JWT_ACCESS_TOKEN_EXPIRES = False`.
    pub fn access_token_never_expires(mut self) -> Self {
        self.encode.lifetimes.access = Lifetime::Never;
        self
    }

    /// The lifetime of refresh tokens, in whole seconds. Defaults to 30 days.
    ///
    /// Zero is an error; for tokens that never expire use
    /// [`refresh_token_never_expires`](Self::refresh_token_never_expires). Python: `JWT_REFRESH_TOKEN_EXPIRES`.
    pub fn refresh_token_expires(mut self, lifetime: Duration) -> Self {
        self.encode.lifetimes.refresh = Lifetime::from_duration(lifetime);
        self
    }

    /// Makes refresh tokens without `exp`, which are valid until their key is changed. Defaults to
    /// off: see [`refresh_token_expires`](Self::refresh_token_expires).
    ///
    /// With [`JwtConfig::new`], which rejects such tokens, this is an error of `build`. Python:
    /// `JWT_REFRESH_TOKEN_EXPIRES = False`.
    pub fn refresh_token_never_expires(mut self) -> Self {
        self.encode.lifetimes.refresh = Lifetime::Never;
        self
    }

    /// The clock difference between servers that is tolerated in `exp`, `nbf` and `iat`. At most 300
    /// seconds. Defaults to 0 seconds, but 5 for `iat` and `nbf` with [`new`](Self::new).
    ///
    /// A leeway that is set applies to all three claims, also one of 0. It is not applied to freshness;
    /// a login may be ahead of the clock as `iat` may, and still counts for `max_age`. Python:
    /// `JWT_DECODE_LEEWAY`.
    #[doc(alias = "leeway")]
    pub fn decode_leeway(mut self, leeway: Duration) -> Self {
        self.leeway = Some(leeway);
        self
    }

    /// The audiences of this service; a token must name one of them in `aud`. Defaults to none.
    /// An empty list is an error.
    ///
    /// Without one, [`new`](Self::new) and [`quart`](Self::quart) reject tokens that name an audience.
    /// Python: `JWT_DECODE_AUDIENCE`. RFC 7519 section 4.1.3.
    pub fn decode_audience<A: Into<String>>(
        mut self,
        audiences: impl IntoIterator<Item = A>,
    ) -> Self {
        self.decode.audience = audiences.into_iter().map(Into::into).collect();
        self.note_list("decode_audience", self.decode.audience.is_empty());
        self
    }

    /// The `aud` claim of new tokens; a single audience is written as a string. Defaults to none.
    ///
    /// Set [`decode_audience`](Self::decode_audience) too, or
    /// [`signs_for_others`](Self::signs_for_others).
    ///
    /// Python: `JWT_ENCODE_AUDIENCE`.
    pub fn encode_audience<A: Into<String>>(
        mut self,
        audiences: impl IntoIterator<Item = A>,
    ) -> Self {
        let names = audiences.into_iter().map(Into::into).collect();
        self.encode.audience = NewAudience::new(names, false);
        self
    }

    /// The issuer that a token must name in `iss`. Defaults to none, which accepts any.
    ///
    /// Python: `JWT_DECODE_ISSUER`. RFC 7519 section 4.1.1.
    pub fn decode_issuer(mut self, issuer: impl Into<String>) -> Self {
        self.decode.issuers = vec![issuer.into()];
        self.note_list("decode_issuers", false);
        self
    }

    /// The issuers of which a token must name one in `iss`. Defaults to none, which accepts any.
    /// An empty list is an error.
    ///
    /// Python: `JWT_DECODE_ISSUER` as a list.
    pub fn decode_issuers<I: Into<String>>(mut self, issuers: impl IntoIterator<Item = I>) -> Self {
        self.decode.issuers = issuers.into_iter().map(Into::into).collect();
        self.note_list("decode_issuers", self.decode.issuers.is_empty());
        self
    }

    /// The `iss` claim of new access and refresh tokens. Defaults to none.
    ///
    /// Python: `JWT_ENCODE_ISSUER`.
    pub fn encode_issuer(mut self, issuer: impl Into<String>) -> Self {
        self.encode.issuer = Some(issuer.into());
        self
    }

    /// Creates tokens that this manager itself does not accept, as they are for another service; or
    /// accepts only tokens of another issuer with the same secret. Defaults to off: then
    /// [`build`](crate::JwtManagerBuilder::build) checks that the manager accepts its own tokens.
    ///
    /// ```
    /// use jwt_fresh::{JwtConfig, JwtManager};
    ///
    /// let config = || JwtConfig::new("a secret of at least thirty-two bytes").encode_audience(["billing"]);
    /// assert!(JwtManager::new(config()).is_err(), "`decode_audience` is missing");
    /// assert!(JwtManager::new(config().signs_for_others()).is_ok());
    /// ```
    pub fn signs_for_others(mut self) -> Self {
        self.encode.signs_for_others = true;
        self
    }

    /// Whether new tokens contain `nbf`, the time they were made. Defaults to `true`.
    ///
    /// Python: `JWT_ENCODE_NBF`.
    pub fn encode_nbf(mut self, encode: bool) -> Self {
        self.encode.nbf = encode;
        self
    }

    /// Whether the claims that
    /// [`additional_claims_loader`](crate::JwtManagerBuilder::additional_claims_loader) returns
    /// go into refresh tokens too. Defaults to `false` for [`quart`](Self::quart), as there; to `true`
    /// otherwise, as in Flask.
    ///
    /// Python: `JWT_CLAIMS_IN_REFRESH_TOKEN`.
    pub fn claims_in_refresh_token(mut self, include: bool) -> Self {
        self.encode.claims_in_refresh_token = include;
        self
    }

    /// The claim that contains the identity. Defaults to `sub`; `identity` for [`quart`](Self::quart).
    ///
    /// Python: `JWT_IDENTITY_CLAIM`.
    pub fn identity_claim(mut self, name: impl Into<Cow<'static, str>>) -> Self {
        self.claims.identity = name.into();
        self
    }

    /// The claim that nests the app's own claims. Defaults to none, which puts them at the top
    /// level; `user_claims` for [`quart`](Self::quart).
    ///
    /// Python: `JWT_USER_CLAIMS`.
    pub fn user_claims(mut self, name: impl Into<Cow<'static, str>>) -> Self {
        self.claims.user_claims = Some(name.into());
        self
    }

    /// Whether a `sub` claim must be a string. Defaults to `true` for [`quart`](Self::quart) and
    /// [`flask`](Self::flask); to `false` for [`new`](Self::new), where an identity is any JSON.
    ///
    /// Python: `JWT_VERIFY_SUB`.
    pub fn verify_sub(mut self, verify: bool) -> Self {
        self.decode.verify_sub = verify;
        self
    }

    /// The JSON member that contains the message in error bodies. Defaults to `msg`.
    ///
    /// Python: `JWT_ERROR_MESSAGE_KEY`.
    pub fn error_message_key(mut self, key: impl Into<Cow<'static, str>>) -> Self {
        self.error_message_key = key.into();
        self
    }

    /// The key under which the JSON body of a rejection contains the slug of its
    /// [`Reason`](crate::Reason), such as `{"msg": "Token has expired", "code": "expired"}`. Defaults to
    /// none.
    ///
    /// A client then need not compare messages. Errors of the server have no code, and neither has what
    /// an error handler of the app returns. The key has to differ from
    /// [`error_message_key`](Self::error_message_key).
    ///
    /// ```
    /// use jwt_fresh::JwtConfig;
    ///
    /// let config = JwtConfig::new("a secret of at least thirty-two bytes").error_code_key("code");
    /// ```
    pub fn error_code_key(mut self, key: impl Into<Cow<'static, str>>) -> Self {
        self.error_code_key = Some(key.into());
        self
    }

    /// The number of verified tokens that each worker caches, so that the signature of a repeated
    /// token is not verified again. Defaults to 0: no cache.
    ///
    /// Time, CSRF value, type, freshness and revocation are checked on every hit. The key is the
    /// whole token; rejected tokens are not cached, and with a
    /// [`decode_key_loader`](crate::JwtManagerBuilder::decode_key_loader) none is. Rounded up to a
    /// power of two; more than 262,144 is an error. A token of a few claims takes about 800 bytes, an
    /// empty slot 24. Saves most with RSA and ECDSA.
    pub fn verified_token_cache(mut self, tokens: usize) -> Self {
        self.verified_token_cache = tokens;
        self
    }

    /// The clock that tokens are made and validated with. Defaults to the system's clock.
    ///
    /// ```
    /// use std::time::{Duration, UNIX_EPOCH};
    /// # use jwt_fresh::JwtConfig;
    /// let config = JwtConfig::quart("super-secret").clock(|| UNIX_EPOCH + Duration::from_secs(60));
    /// ```
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// Code of the app that is called for each event, such as to count refused tokens. Defaults to
    /// none.
    ///
    /// See the page [`events`](crate::events). Called again, it replaces the first one.
    pub fn observer(mut self, observer: impl JwtObserver) -> Self {
        self.observer = Some(Arc::new(observer));
        self
    }
}
