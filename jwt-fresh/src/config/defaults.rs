//! The default of every option, in one place. Why each was chosen is a table in the docs of
//! [`JwtConfig`] (`docs/defaults.md`).

use std::{
    borrow::Cow,
    sync::Arc,
    time::{Duration, SystemTime},
};

use crate::{
    config::{
        dialect::{self, Dialect},
        groups::{
            blocklist::BlacklistOptions,
            claims::ClaimNames,
            cookies::{CookieOptions, CookiePlace, CsrfOptions, TokenCookieOptions},
            decode::DecodeOptions,
            encode::EncodeOptions,
            keys::KeyOptions,
            locations::{BodyLimits, LocationOptions},
            sessions::SessionOptions,
            timeouts::Timeouts,
        },
        jwt_config::JwtConfig,
        keys::source::KeySource,
        values::{audience::NewAudience, lifetime::Lifetime, per_type::PerTokenType},
    },
    token::location::TokenLocation,
};

impl JwtConfig {
    /// The recommended configuration for a new service: HS256, with the RFCs' rules.
    ///
    /// A secret needs at least 32 random bytes. The reason for each default is in the table
    /// [above](Self#how-the-defaults-were-chosen).
    pub fn new(keys: impl Into<KeySource>) -> Self {
        defaults(keys.into(), &dialect::RECOMMENDED)
    }

    /// The configuration that is compatible with Quart-JWT-Extended 0.1.0: same statuses, bodies,
    /// claims and defaults.
    ///
    /// Tokens cross between the two servers in both directions. A short secret is a warning in
    /// the [log](crate::events), an empty one an error.
    pub fn quart(keys: impl Into<KeySource>) -> Self {
        defaults(keys.into(), &dialect::QUART)
    }

    /// The configuration that is compatible with Flask-JWT-Extended 4.7.4: same statuses, bodies,
    /// claims and defaults.
    ///
    /// Tokens cross between the two servers in both directions. A short secret is a warning in
    /// the [log](crate::events), an empty one an error.
    pub fn flask(keys: impl Into<KeySource>) -> Self {
        defaults(keys.into(), &dialect::FLASK)
    }
}

/// The defaults of all options. Those in which the three configurations differ are the dialect's;
/// the others are the same in both Python libraries.
fn defaults(keys: KeySource, dialect: &'static Dialect) -> JwtConfig {
    JwtConfig {
        dialect,
        keys: KeyOptions {
            source: keys,
            // HS256, or the algorithm of the keys.
            algorithm: None,
            // One algorithm for one key (RFC 8725 sections 2.1 and 3.1).
            decode_algorithms: Vec::new(),
            crypto_backend: None,
        },
        claims: ClaimNames {
            identity: Cow::Borrowed(dialect.identity_claim),
            user_claims: dialect.user_claims.map(Cow::Borrowed),
            // RFC 9068 section 2.2.3.1.
            roles: Cow::Borrowed("roles"),
            // `scope` (RFC 9068 section 2.2.3), or `scopes` where that is absent.
            scopes: None,
            // Only the app knows which of its claims stay true.
            carried: Vec::new(),
        },
        encode: EncodeOptions {
            lifetimes: PerTokenType {
                // Limits the use of a stolen token; "one hour or less" (RFC 6750 section 5.3).
                access: Lifetime::Seconds(15 * 60),
                // The user logs in again after 30 days at the latest (OWASP ASVS 4.0.3, 3.3.2).
                refresh: Lifetime::Seconds(30 * 24 * 60 * 60),
            },
            // Only the app knows who its tokens are for and who it is.
            audience: NewAudience::default(),
            issuer: None,
            nbf: true,
            auth_time: dialect.encodes_auth_time,
            signs_for_others: false,
            claims_in_refresh_token: dialect.loaded_claims_in_refresh_tokens,
        },
        decode: DecodeOptions {
            audience: Vec::new(),
            issuers: Vec::new(),
            verify_sub: dialect.verify_sub,
        },
        // A token is valid until its `exp`, not longer; RFC 7519 makes leeway optional. Of `iat` and `nbf`
        // see the dialect.
        leeway: None,
        locations: LocationOptions {
            // Not sent by browsers on their own, and not in URLs (RFC 6750 sections 2.1, 5.3).
            search: vec![TokenLocation::Headers],
            header_type: Cow::Borrowed("Bearer"),
            query_string_name: Cow::Borrowed("jwt"),
            query_string_value_prefix: Cow::Borrowed(""),
            json_keys: PerTokenType {
                access: Cow::Borrowed("access_token"),
                refresh: Cow::Borrowed("refresh_token"),
            },
            // Bounds what an unauthenticated request can make the server read.
            body_limits: BodyLimits {
                json: dialect.json_body_limit,
                form: 2 * 1024 * 1024,
            },
        },
        header_name: Cow::Borrowed("Authorization"),
        cookies: CookieOptions {
            by_type: PerTokenType {
                access: token_cookies("access_token_cookie", "csrf_access_token"),
                refresh: token_cookies("refresh_token_cookie", "csrf_refresh_token"),
            },
            csrf_header_name: None,
            csrf: CsrfOptions {
                // A browser sends cookies with requests that other sites start.
                protect: true,
                protection: dialect.csrf_protection,
                in_cookies: true,
                // A form is read before the request is accepted.
                check_form: false,
                // The dialect's.
                methods: None,
            },
            // This host alone; a domain would include its subdomains (RFC 6265 section 4.1.2.3).
            domain: None,
            secure: dialect.secure_cookies,
            same_site: dialect.same_site,
            session: true,
            // Only the app knows where its pages are.
            trusted_origins: Vec::new(),
            former: Vec::new(),
        },
        implicit_refresh: None,
        verified_token_cache: 0,
        blacklist: BlacklistOptions {
            enabled: dialect.blacklist_is_off.then_some(false),
            checks: PerTokenType {
                access: true,
                refresh: true,
            },
        },
        sessions: SessionOptions {
            // A user who comes once a month is not asked again and again; a stolen device is not logged in
            // for ever (RFC 9700 section 4.14.2).
            lifetime: Duration::from_secs(90 * 24 * 60 * 60),
            // More devices than anybody has; a bound on what one account can store.
            max_sessions: 100,
            // Who has lost a device can't log it out first.
            refuse_when_full: false,
            // Longer than a client retries.
            grace: Duration::from_secs(30),
            settle: None,
            heal_within: None,
            // A slow deployment, and one that is rolled back.
            rollout: Duration::from_secs(24 * 60 * 60),
            reading_only: false,
            // A log-out is to log out.
            at_refresh_only: false,
        },
        timeouts: Timeouts {
            // Every request waits for it, and a client gives up soon.
            revocation: Duration::from_secs(1),
            // A query of a busy database, or a key from elsewhere.
            callback: Duration::from_secs(10),
        },
        error_message_key: Cow::Borrowed("msg"),
        error_code_key: None,
        clock: Arc::new(SystemTime::now),
        observer: None,
        empty_lists: Vec::new(),
    }
}

fn token_cookies(token: &'static str, csrf: &'static str) -> TokenCookieOptions {
    TokenCookieOptions {
        token: CookiePlace::at_root(token),
        csrf: CookiePlace::at_root(csrf),
        csrf_header_name: Cow::Borrowed("X-CSRF-TOKEN"),
        csrf_field_name: Cow::Borrowed("csrf_token"),
    }
}

#[cfg(test)]
mod tests;
