//! The options of [`JwtConfig`], one method each.

use std::{borrow::Cow, sync::Arc, time::Duration};

use crate::{
    config::{
        clock::Clock,
        jwt_config::JwtConfig,
        values::{audience::NewAudience, lifetime::Lifetime},
    },
    jose::algorithm::Algorithm,
    keys::backend::CryptoBackend,
};

impl JwtConfig {
    /// The algorithm that signs new tokens and that is accepted. Defaults to HS256, or to the one
    /// that the keys were made for.
    ///
    /// Python: `JWT_ALGORITHM`.
    pub fn algorithm(mut self, algorithm: Algorithm) -> Self {
        self.algorithm = Some(algorithm);
        self
    }

    /// Further algorithms that are accepted, under the same key. Defaults to none.
    ///
    /// The one of [`algorithm`](Self::algorithm) is always accepted. One that the key is not for is
    /// an error; under [`quart`](Self::quart) and [`flask`](Self::flask) it is a warning in the log,
    /// and never accepted, as there. Python: `JWT_DECODE_ALGORITHMS`.
    #[doc(alias = "JWT_DECODE_ALGORITHMS")]
    pub fn decode_algorithms(mut self, algorithms: impl IntoIterator<Item = Algorithm>) -> Self {
        self.decode_algorithms = algorithms.into_iter().collect();
        self
    }

    /// The crypto back end, where two are compiled in. Defaults to the only one.
    pub fn crypto_backend(mut self, backend: CryptoBackend) -> Self {
        self.crypto_backend = Some(backend);
        self
    }

    /// How long an access token lives, to the second. Defaults to 15 minutes.
    ///
    /// Zero is an error; say [`access_token_never_expires`](Self::access_token_never_expires) if
    /// you mean it. Python: `JWT_ACCESS_TOKEN_EXPIRES`.
    pub fn access_token_expires(mut self, lifetime: Duration) -> Self {
        self.access_lifetime = Lifetime::from_duration(lifetime);
        self
    }

    /// Access tokens carry no `exp` and live until their key is changed.
    ///
    /// [`JwtConfig::new`] does not accept such tokens. Python: `JWT_ACCESS_TOKEN_EXPIRES = False`.
    pub fn access_token_never_expires(mut self) -> Self {
        self.access_lifetime = Lifetime::Never;
        self
    }

    /// How long a refresh token lives, to the second. Defaults to 30 days.
    ///
    /// Zero is an error; say [`refresh_token_never_expires`](Self::refresh_token_never_expires)
    /// if you mean it. Python: `JWT_REFRESH_TOKEN_EXPIRES`.
    pub fn refresh_token_expires(mut self, lifetime: Duration) -> Self {
        self.refresh_lifetime = Lifetime::from_duration(lifetime);
        self
    }

    /// Refresh tokens carry no `exp` and live until their key is changed.
    ///
    /// [`JwtConfig::new`] does not accept such tokens. Python: `JWT_REFRESH_TOKEN_EXPIRES = False`.
    pub fn refresh_token_never_expires(mut self) -> Self {
        self.refresh_lifetime = Lifetime::Never;
        self
    }

    /// How far the clocks of two servers may differ when `exp`, `nbf` and `iat` are judged.
    /// Defaults to zero; at most 300 seconds.
    ///
    /// It is not applied to freshness. Python: `JWT_DECODE_LEEWAY`.
    #[doc(alias = "leeway")]
    pub fn decode_leeway(mut self, leeway: Duration) -> Self {
        self.leeway = leeway;
        self
    }

    /// The audiences that this service goes by: a token must name one of them. Defaults to none.
    ///
    /// Python: `JWT_DECODE_AUDIENCE`. RFC 7519 section 4.1.3.
    pub fn decode_audience<A: Into<String>>(
        mut self,
        audiences: impl IntoIterator<Item = A>,
    ) -> Self {
        self.decode_audience = audiences.into_iter().map(Into::into).collect();
        self
    }

    /// The audiences that new tokens name; a lone one is written as a string. Defaults to none.
    ///
    /// Python: `JWT_ENCODE_AUDIENCE`.
    pub fn encode_audience<A: Into<String>>(
        mut self,
        audiences: impl IntoIterator<Item = A>,
    ) -> Self {
        let names = audiences.into_iter().map(Into::into).collect();
        self.encode_audience = NewAudience::new(names, false);
        self
    }

    /// The issuer that each token must name. Defaults to none.
    ///
    /// Python: `JWT_DECODE_ISSUER`. RFC 7519 section 4.1.1.
    pub fn decode_issuer(mut self, issuer: impl Into<String>) -> Self {
        self.decode_issuers = vec![issuer.into()];
        self
    }

    /// The issuers of which each token must name one. Defaults to none, which asks for none.
    ///
    /// Python: `JWT_DECODE_ISSUER` as a list.
    pub fn decode_issuers<I: Into<String>>(mut self, issuers: impl IntoIterator<Item = I>) -> Self {
        self.decode_issuers = issuers.into_iter().map(Into::into).collect();
        self
    }

    /// The issuer that new tokens name, access and refresh alike. Defaults to none.
    ///
    /// Python: `JWT_ENCODE_ISSUER`.
    pub fn encode_issuer(mut self, issuer: impl Into<String>) -> Self {
        self.encode_issuer = Some(issuer.into());
        self
    }

    /// Whether new tokens carry `nbf`. Defaults to `true`.
    ///
    /// Python: `JWT_ENCODE_NBF`.
    pub fn encode_nbf(mut self, encode: bool) -> Self {
        self.encode_nbf = encode;
        self
    }

    /// Whether the claims of
    /// [`additional_claims_loader`](crate::JwtManagerBuilder::additional_claims_loader) go into
    /// refresh tokens too. Defaults to `false` for [`quart`](Self::quart), as there; to `true`
    /// otherwise, as in Flask.
    ///
    /// Python: `JWT_CLAIMS_IN_REFRESH_TOKEN`.
    pub fn claims_in_refresh_token(mut self, carry: bool) -> Self {
        self.claims_in_refresh_token = carry;
        self
    }

    /// The claim that holds the identity. Defaults to `sub`; `identity` for [`quart`](Self::quart).
    ///
    /// Python: `JWT_IDENTITY_CLAIM`.
    pub fn identity_claim(mut self, name: impl Into<Cow<'static, str>>) -> Self {
        self.identity_claim = name.into();
        self
    }

    /// The claim that nests the app's own claims. Defaults to none, which puts them at the top
    /// level; `user_claims` for [`quart`](Self::quart).
    ///
    /// Python: `JWT_USER_CLAIMS`.
    pub fn user_claims(mut self, name: impl Into<Cow<'static, str>>) -> Self {
        self.user_claims = Some(name.into());
        self
    }

    /// Whether a `sub` claim must be a string. Defaults to `true` for [`quart`](Self::quart) and
    /// [`flask`](Self::flask); to `false` for [`new`](Self::new), where an identity is any JSON.
    ///
    /// Python: `JWT_VERIFY_SUB`.
    pub fn verify_sub(mut self, verify: bool) -> Self {
        self.verify_sub = verify;
        self
    }

    /// The key of the message in error bodies. Defaults to `msg`.
    ///
    /// Python: `JWT_ERROR_MESSAGE_KEY`.
    pub fn error_message_key(mut self, key: impl Into<Cow<'static, str>>) -> Self {
        self.error_message_key = key.into();
        self
    }

    /// How many verified tokens each worker remembers, so that a token which is shown again costs
    /// no signature. Defaults to 0, which is none.
    ///
    /// Time, CSRF value, type, freshness and revocation are judged anew each time; a token is known
    /// by all of its bytes, refused ones are not remembered, and with a
    /// [`decode_key_loader`](crate::JwtManagerBuilder::decode_key_loader) none is. Rounded up to a
    /// power of two; more than 262,144 is an error. A token of a few claims takes about 800 bytes, an
    /// empty place 24. It pays most for RSA and ECDSA.
    pub fn verified_token_cache(mut self, tokens: usize) -> Self {
        self.verified_token_cache = tokens;
        self
    }

    /// Where the time comes from. Defaults to the system's clock.
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
}
