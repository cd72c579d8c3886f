//! [`Dialect`]: every value in which the three configurations differ, side by side.
//!
//! The rest of the crate reads a value from here and never compares libraries.

use crate::{
    config::values::{csrf_protection::CsrfProtection, library::Library, same_site::SameSite},
    token::{claim_names as claim_order, claim_names::TokenClaim, freshness::Precision},
};

/// The values that make a configuration behave like one library or the other.
#[derive(Debug)]
pub(crate) struct Dialect {
    /// The library whose options can be set by their Python names.
    pub(crate) library: Library,
    /// The claim that contains the identity, unless configured.
    pub(crate) identity_claim: &'static str,
    /// The claim that nests the app's own claims; `None` puts them at the top level.
    pub(crate) user_claims: Option<&'static str>,
    /// The claims of a new token, in the order in which they are written.
    pub(crate) claim_order: &'static [TokenClaim],
    /// Whether refresh tokens contain `fresh: false` too.
    pub(crate) fresh_in_refresh_tokens: bool,
    /// Whether the claims that a callback adds go into refresh tokens, unless configured.
    pub(crate) loaded_claims_in_refresh_tokens: bool,
    /// Whether claims given to a token builder are merged into those that a callback adds; otherwise
    /// they replace them.
    pub(crate) merges_loaded_claims: bool,
    /// Whether every token contains a CSRF value, even if cookies are no token location.
    pub(crate) csrf_in_every_token: bool,
    /// Whether new tokens contain `auth_time`, unless configured.
    pub(crate) encodes_auth_time: bool,
    /// Whether the app's claims at the top level may replace the registered ones.
    pub(crate) claims_may_override: bool,
    /// Whether the app can't set the claims that features of this crate read.
    pub(crate) reserves_feature_claims: bool,
    /// Whether a fresh token is an error in a request that a refresh token authenticates.
    pub(crate) refuses_fresh_by_refresh: bool,
    /// Whether the tokens of a login share a `sid` also without a session store.
    pub(crate) stamps_sessions: bool,
    /// Whether a renewal that would lose a claim given by hand is left out, and one without its
    /// callback is an error.
    pub(crate) strict_renewal: bool,
    /// Whether "fresh until" is compared in whole seconds or with the fraction.
    pub(crate) freshness: Precision,

    /// Whether commas around the header's value are ignored.
    pub(crate) trims_commas: bool,
    /// Whether another scheme than the configured one in the header is an invalid header that ends
    /// the search; otherwise it counts as "no token here".
    pub(crate) foreign_scheme_stops: bool,
    /// Whether an optional handler treats an invalid header as "no token".
    pub(crate) optional_forgives_bad_header: bool,

    /// Whether every JSON media type is accepted, such as `application/vnd.api+json`.
    pub(crate) any_json_media_type: bool,
    /// The longest JSON body that is read to find a token, in bytes, unless configured.
    pub(crate) json_body_limit: usize,
    /// Whether an empty or null token in a JSON body counts as "no token here".
    pub(crate) falsy_json_token_is_missing: bool,

    /// Whether a token without `exp` is rejected.
    pub(crate) requires_exp: bool,
    /// Whether a token without `type` is rejected; otherwise it counts as an access token.
    pub(crate) requires_type: bool,
    /// Whether a null identity is rejected.
    pub(crate) requires_identity: bool,
    /// Whether `sub` must be a string, unless configured.
    pub(crate) verify_sub: bool,
    /// How far `iat` and `nbf` may be ahead of the clock, in seconds, unless a leeway is configured.
    pub(crate) early_leeway: u64,
    /// Whether a token with an audience is rejected if none is configured (RFC 7519 section 4.1.3).
    pub(crate) refuses_unexpected_audience: bool,
    /// Whether revocation is checked before freshness.
    pub(crate) revocation_first: bool,
    /// Whether a protected handler answers OPTIONS requests with an empty 200 instead of running, as
    /// the Python frameworks do before they call a view.
    pub(crate) answers_options: bool,

    /// Whether cookies are `Secure`, unless configured.
    pub(crate) secure_cookies: bool,
    /// The `SameSite` attribute of cookies, unless configured.
    pub(crate) same_site: Option<SameSite>,
    /// What a writing request with a token in a cookie has to prove, unless configured.
    pub(crate) csrf_protection: CsrfProtection,
    /// Whether cookies get the name prefix `__Host-` where browsers accept it.
    pub(crate) prefixes_cookies: bool,
    /// Whether cookies that browsers reject, or that nothing protects, are an error rather than a
    /// warning.
    pub(crate) strict_cookies: bool,
    /// The methods that need a CSRF value, unless configured.
    pub(crate) csrf_methods: CsrfMethods,
    /// Whether responses to a token in a cookie are `private` if they say nothing else.
    pub(crate) private_cookie_responses: bool,
    /// Whether setting or unsetting cookies is an error if cookies are no token location.
    pub(crate) cookies_must_be_in_use: bool,

    /// Whether a key that is too weak for its algorithm is an error rather than a warning.
    pub(crate) refuses_weak_keys: bool,
    /// Whether it is an error rather than a warning that a manager rejects the tokens that it makes.
    pub(crate) rejects_useless_tokens: bool,
    /// Whether a further algorithm that the key does not fit is an error rather than a warning.
    pub(crate) refuses_foreign_algorithms: bool,
    /// Whether the blocklist callback is not called unless configured.
    pub(crate) blacklist_is_off: bool,
    /// Whether rejections have a `WWW-Authenticate` header.
    pub(crate) challenges: bool,
    /// Whether an error handler of the app may respond with a status below 400, as in Python.
    pub(crate) error_handlers_may_succeed: bool,
    /// The texts of the rejections.
    pub(crate) wording: Wording,
}

/// The methods for which a request with a token in a cookie needs its CSRF value.
#[derive(Clone, Copy, Debug)]
pub(crate) enum CsrfMethods {
    /// These.
    Named(&'static [&'static str]),
    /// Every method except for GET and HEAD, also an unknown one.
    AllButGetAndHead,
}

/// Texts of rejections; `{name}` is the header's name, `{type}` the scheme.
#[derive(Debug)]
pub(crate) struct Wording {
    pub(crate) bad_header: &'static str,
    pub(crate) bad_header_without_type: &'static str,
    pub(crate) foreign_scheme: &'static str,
    /// `{query}` is the parameter's name.
    pub(crate) missing_query: &'static str,
    pub(crate) only_access: &'static str,
    pub(crate) only_refresh: &'static str,
}

const QUART_BAD_HEADER: &str = "Bad {name} header. Expected value '{type} <JWT>'";
const FLASK_MISSING_TYPE: &str =
    "Missing '{type}' type in '{name}' header. Expected '{name}: {type} <JWT>'";

/// Quart-JWT-Extended 0.1.0 with PyJWT 2.15.1.
pub(crate) static QUART: Dialect = Dialect {
    library: Library::Quart,
    identity_claim: "identity",
    user_claims: Some("user_claims"),
    claim_order: claim_order::QUART,
    fresh_in_refresh_tokens: false,
    loaded_claims_in_refresh_tokens: false,
    merges_loaded_claims: false,
    csrf_in_every_token: false,
    encodes_auth_time: false,
    claims_may_override: false,
    reserves_feature_claims: false,
    refuses_fresh_by_refresh: false,
    stamps_sessions: false,
    strict_renewal: false,
    freshness: Precision::WholeSeconds,
    trims_commas: false,
    foreign_scheme_stops: true,
    optional_forgives_bad_header: true,
    any_json_media_type: false,
    json_body_limit: 2 * 1024 * 1024,
    falsy_json_token_is_missing: false,
    requires_exp: false,
    requires_type: false,
    requires_identity: false,
    verify_sub: true,
    early_leeway: 0,
    refuses_unexpected_audience: true,
    revocation_first: true,
    answers_options: true,
    secure_cookies: false,
    same_site: None,
    csrf_protection: CsrfProtection::DoubleSubmit,
    prefixes_cookies: false,
    strict_cookies: false,
    csrf_methods: CsrfMethods::Named(&["POST", "PUT", "PATCH", "DELETE"]),
    private_cookie_responses: false,
    cookies_must_be_in_use: true,
    refuses_weak_keys: false,
    rejects_useless_tokens: false,
    refuses_foreign_algorithms: false,
    blacklist_is_off: true,
    challenges: false,
    error_handlers_may_succeed: true,
    wording: Wording {
        bad_header: QUART_BAD_HEADER,
        bad_header_without_type: "Bad {name} header. Expected value '<JWT>'",
        foreign_scheme: QUART_BAD_HEADER,
        missing_query: "Missing \"{query}\" query paramater",
        only_access: "Only access tokens are allowed",
        only_refresh: "Only refresh tokens are allowed",
    },
};

/// Flask-JWT-Extended 4.7.4.
pub(crate) static FLASK: Dialect = Dialect {
    library: Library::Flask,
    identity_claim: "sub",
    user_claims: None,
    claim_order: claim_order::FLASK,
    fresh_in_refresh_tokens: true,
    loaded_claims_in_refresh_tokens: true,
    merges_loaded_claims: true,
    csrf_in_every_token: true,
    encodes_auth_time: false,
    claims_may_override: true,
    reserves_feature_claims: false,
    refuses_fresh_by_refresh: false,
    stamps_sessions: false,
    strict_renewal: false,
    freshness: Precision::Fractional,
    trims_commas: true,
    foreign_scheme_stops: false,
    optional_forgives_bad_header: false,
    any_json_media_type: true,
    json_body_limit: 2 * 1024 * 1024,
    falsy_json_token_is_missing: true,
    requires_exp: false,
    requires_type: false,
    requires_identity: false,
    verify_sub: true,
    early_leeway: 0,
    refuses_unexpected_audience: false,
    revocation_first: false,
    answers_options: true,
    secure_cookies: false,
    same_site: None,
    csrf_protection: CsrfProtection::DoubleSubmit,
    prefixes_cookies: false,
    strict_cookies: false,
    csrf_methods: CsrfMethods::Named(&["POST", "PUT", "PATCH", "DELETE"]),
    private_cookie_responses: false,
    cookies_must_be_in_use: false,
    refuses_weak_keys: false,
    rejects_useless_tokens: false,
    refuses_foreign_algorithms: false,
    blacklist_is_off: false,
    challenges: false,
    error_handlers_may_succeed: true,
    wording: FLASK_WORDING,
};

const FLASK_WORDING: Wording = Wording {
    bad_header: "Bad {name} header. Expected '{name}: {type} <JWT>'",
    bad_header_without_type: "Bad {name} header. Expected '{name}: <JWT>'",
    foreign_scheme: FLASK_MISSING_TYPE,
    missing_query: "Missing '{query}' query paramater",
    only_access: "Only non-refresh tokens are allowed",
    only_refresh: "Only refresh tokens are allowed",
};

/// The recommended configuration: Flask 4's claims and texts, and the RFCs' strictness.
pub(crate) static RECOMMENDED: Dialect = Dialect {
    library: Library::JwtFresh,
    // RFC 7519 section 4.1.2.
    identity_claim: "sub",
    user_claims: None,
    claim_order: claim_order::FLASK,
    fresh_in_refresh_tokens: true,
    loaded_claims_in_refresh_tokens: true,
    merges_loaded_claims: true,
    // A token that does not travel in cookies needs none.
    csrf_in_every_token: false,
    // `max_age` counts from the login (RFC 9068 section 2.2.1).
    encodes_auth_time: true,
    // `exp`, `type` or `fresh` from user data would defeat the checks.
    claims_may_override: false,
    // `auth_time` from user data would pass for a login.
    reserves_feature_claims: true,
    // The fresh token would pass for a login.
    refuses_fresh_by_refresh: true,
    stamps_sessions: true,
    // The claim may be a restriction, such as a tenant.
    strict_renewal: true,
    freshness: Precision::Fractional,
    trims_commas: true,
    foreign_scheme_stops: false,
    // "Optional" accepts a missing token, not a malformed one.
    optional_forgives_bad_header: false,
    any_json_media_type: true,
    // Anybody can send it: room for a token and little more.
    json_body_limit: 64 * 1024,
    falsy_json_token_is_missing: true,
    // A token without `exp` is valid until the key is changed (RFC 9068 section 2.2).
    requires_exp: true,
    // A refresh token must not pass as an access token (RFC 8725 section 3.12).
    requires_type: true,
    // Code could take a null identity for "no user".
    requires_identity: true,
    // An identity is any JSON value, as it was in Quart; RFC 7519 section 4.1.2 wants a string.
    verify_sub: false,
    // The clocks of two servers differ by a little, and a token is used as soon as it is made. `exp` has no
    // such reason (RFC 7519 section 4.1.5: "usually no more than a few minutes").
    early_leeway: 5,
    // RFC 7519 section 4.1.3.
    refuses_unexpected_audience: true,
    revocation_first: false,
    // OPTIONS is a method like any other.
    answers_options: false,
    // OWASP Session Management, "Secure Attribute".
    secure_cookies: true,
    // OWASP CSRF Prevention, "SameSite Cookie Attribute"; `Strict` would break links to the app.
    same_site: Some(SameSite::Lax),
    // The double submit does not cover what a sibling domain or another port starts (OWASP CSRF
    // Prevention, "Fetch Metadata headers").
    csrf_protection: CsrfProtection::Both,
    // Other hosts of the domain can't set the cookie (RFC 6265bis section 4.1.3.2).
    prefixes_cookies: true,
    // The mistake would only show in a browser.
    strict_cookies: true,
    // The safe methods (RFC 9110 section 9.2.1) without those that a handler for any method does not
    // expect: to it, OPTIONS or an unknown method is one more way to write.
    csrf_methods: CsrfMethods::AllButGetAndHead,
    // A shared cache does not distinguish users by their cookies (RFC 9111 section 3.5 is about the
    // `Authorization` header only).
    private_cookie_responses: true,
    // Tokens then have no CSRF value, and no handler looks for them in cookies.
    cookies_must_be_in_use: true,
    // RFC 7518 sections 3.2 and 3.3, RFC 8725 section 3.5.
    refuses_weak_keys: true,
    // The mistake would only show in the second request.
    rejects_useless_tokens: true,
    // RFC 8725 section 3.1.
    refuses_foreign_algorithms: true,
    // A callback that is set but not called would look like protection.
    blacklist_is_off: false,
    // RFC 9110 section 11.6.1, RFC 6750 section 3.
    challenges: true,
    // Clients and caches would take the rejection for a success.
    error_handlers_may_succeed: false,
    wording: FLASK_WORDING,
};
