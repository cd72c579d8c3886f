//! Every value in which our three configurations differ, side by side.
//!
//! Nothing else in the crate asks "is this Quart or Flask?": it reads a value from here.

use crate::{
    config::values::{library::Library, same_site::SameSite},
    token::{claim_names as claim_order, claim_names::TokenClaim, freshness::Precision},
};

/// The values that make a configuration behave like one library or the other.
#[derive(Debug)]
pub(crate) struct Dialect {
    /// Whose options can be set by name.
    pub(crate) library: Library,
    /// The claim that holds the identity, unless the user says otherwise.
    pub(crate) identity_claim: &'static str,
    /// The claim that nests the app's own claims; `None` puts them at the top level.
    pub(crate) user_claims: Option<&'static str>,
    /// The claims of a new token, in the order they are written.
    pub(crate) claim_order: &'static [TokenClaim],
    /// Whether refresh tokens carry `fresh: false` too.
    pub(crate) fresh_in_refresh_tokens: bool,
    /// Whether the claims that a callback adds go into refresh tokens, unless the user says
    /// otherwise.
    pub(crate) loaded_claims_in_refresh_tokens: bool,
    /// Whether claims given by hand are merged into those that a callback adds, or replace them.
    pub(crate) merges_loaded_claims: bool,
    /// Whether each token carries a CSRF value, whatever the locations.
    pub(crate) csrf_in_every_token: bool,
    /// Whether new tokens say when the user logged in, unless the user says otherwise.
    pub(crate) encodes_auth_time: bool,
    /// Whether the app's claims at the top level may replace ours.
    pub(crate) claims_may_override: bool,
    /// Whether "fresh until" is counted in whole seconds or to the fraction.
    pub(crate) freshness: Precision,

    /// Whether commas around the header's value are ignored.
    pub(crate) trims_commas: bool,
    /// Another scheme than ours in the header is an invalid header and stops the search;
    /// otherwise it counts as "no token here".
    pub(crate) foreign_scheme_stops: bool,
    /// Whether an optional handler takes a header it can't read for "no token".
    pub(crate) optional_forgives_bad_header: bool,

    /// Whether each JSON media type is JSON, such as `application/vnd.api+json`.
    pub(crate) any_json_media_type: bool,
    /// Whether an empty or null token in a JSON body counts as "no token here".
    pub(crate) falsy_json_token_is_missing: bool,

    /// Whether a token without `exp` is refused.
    pub(crate) requires_exp: bool,
    /// Whether a token without `type` is refused; otherwise it counts as an access token.
    pub(crate) requires_type: bool,
    /// Whether a null identity is refused.
    pub(crate) requires_identity: bool,
    /// Whether `sub` must be a string.
    pub(crate) verify_sub: bool,
    /// Whether a token with an audience is refused where none is configured (RFC 7519 4.1.3).
    pub(crate) refuses_unexpected_audience: bool,
    /// Whether revocation is judged before freshness.
    pub(crate) revocation_first: bool,
    /// Whether OPTIONS requests reach the handler unchecked.
    pub(crate) exempts_options: bool,

    /// Whether cookies are `Secure`, unless the user says otherwise.
    pub(crate) secure_cookies: bool,
    /// The cookies' `SameSite`, unless the user says otherwise.
    pub(crate) same_site: Option<SameSite>,
    /// Whether cookies get the name prefix `__Host-` where they can have it.
    pub(crate) prefixes_cookies: bool,
    /// Whether cookies that browsers drop, or that nothing protects, are an error rather than a
    /// warning.
    pub(crate) strict_cookies: bool,
    /// Whether setting cookies is refused where no token is looked for in them.
    pub(crate) cookies_must_be_in_use: bool,

    /// Whether a key that is too weak for its algorithm is an error rather than a warning.
    pub(crate) refuses_weak_keys: bool,
    /// Whether a further algorithm that the key is not for is an error rather than a warning.
    pub(crate) refuses_foreign_algorithms: bool,
    /// Whether the blocklist callback is asked only if the user says so.
    pub(crate) blacklist_is_off: bool,
    /// Whether refusals carry a `WWW-Authenticate` challenge.
    pub(crate) challenges: bool,
    /// The texts of the refusals.
    pub(crate) wording: Wording,
}

/// Texts of refusals; `{name}` is the header's name, `{type}` the scheme.
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
    freshness: Precision::WholeSeconds,
    trims_commas: false,
    foreign_scheme_stops: true,
    optional_forgives_bad_header: true,
    any_json_media_type: false,
    falsy_json_token_is_missing: false,
    requires_exp: false,
    requires_type: false,
    requires_identity: false,
    verify_sub: true,
    refuses_unexpected_audience: true,
    revocation_first: true,
    exempts_options: true,
    secure_cookies: false,
    same_site: None,
    prefixes_cookies: false,
    strict_cookies: false,
    cookies_must_be_in_use: true,
    refuses_weak_keys: false,
    refuses_foreign_algorithms: false,
    blacklist_is_off: true,
    challenges: false,
    wording: Wording {
        bad_header: QUART_BAD_HEADER,
        bad_header_without_type: "Bad {name} header. Expected value '<JWT>'",
        foreign_scheme: QUART_BAD_HEADER,
        missing_query: "Missing \"{query}\" query paramater",
        only_access: "Only access tokens are allowed",
        only_refresh: "Only refresh tokens are allowed",
    },
};

/// Flask-JWT-Extended 4.7.1.
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
    freshness: Precision::Fractional,
    trims_commas: true,
    foreign_scheme_stops: false,
    optional_forgives_bad_header: false,
    any_json_media_type: true,
    falsy_json_token_is_missing: true,
    requires_exp: false,
    requires_type: false,
    requires_identity: false,
    verify_sub: true,
    refuses_unexpected_audience: false,
    revocation_first: false,
    exempts_options: true,
    secure_cookies: false,
    same_site: None,
    prefixes_cookies: false,
    strict_cookies: false,
    cookies_must_be_in_use: false,
    refuses_weak_keys: false,
    refuses_foreign_algorithms: false,
    blacklist_is_off: false,
    challenges: false,
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

/// What we recommend: Flask 4's claims and words, and the RFCs' strictness.
pub(crate) static RECOMMENDED: Dialect = Dialect {
    library: Library::JwtFresh,
    identity_claim: "sub",
    user_claims: None,
    claim_order: claim_order::FLASK,
    fresh_in_refresh_tokens: true,
    loaded_claims_in_refresh_tokens: true,
    merges_loaded_claims: true,
    csrf_in_every_token: false,
    encodes_auth_time: true,
    claims_may_override: false,
    freshness: Precision::Fractional,
    trims_commas: true,
    foreign_scheme_stops: false,
    optional_forgives_bad_header: false,
    any_json_media_type: true,
    falsy_json_token_is_missing: true,
    requires_exp: true,
    requires_type: true,
    requires_identity: true,
    // An identity is any JSON value, as it was in Quart; RFC 7519 would have a string.
    verify_sub: false,
    refuses_unexpected_audience: true,
    revocation_first: false,
    exempts_options: false,
    secure_cookies: true,
    same_site: Some(SameSite::Lax),
    prefixes_cookies: true,
    strict_cookies: true,
    cookies_must_be_in_use: false,
    refuses_weak_keys: true,
    refuses_foreign_algorithms: true,
    blacklist_is_off: false,
    challenges: true,
    wording: FLASK_WORDING,
};
