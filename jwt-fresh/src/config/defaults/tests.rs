//! The table of defaults in the docs against the code.

use std::collections::BTreeSet;

use super::*;
use crate::config::dialect::CsrfMethods;

const DOCS: &str = include_str!("../../../docs/defaults.md");
const OPTIONS: [&str; 7] = [
    include_str!("../options/claims.rs"),
    include_str!("../options/cookies.rs"),
    include_str!("../options/locations.rs"),
    include_str!("../options/revocation.rs"),
    include_str!("../options/sessions.rs"),
    include_str!("../options/timeouts.rs"),
    include_str!("../options/tokens.rs"),
];

/// The rows of the first table: options, default, reason.
fn rows() -> Vec<[&'static str; 3]> {
    let table = DOCS.split("| rule | why |").next().unwrap();
    table
        .lines()
        .filter(|line| line.starts_with("| [`"))
        .map(|line| {
            let cells: Vec<_> = line.trim_matches('|').split(" | ").map(str::trim).collect();
            cells.try_into().unwrap_or_else(|_| panic!("{line}"))
        })
        .collect()
}

/// The options that a cell links to.
fn options_of(cell: &str) -> impl Iterator<Item = &str> {
    cell.split("(Self::")
        .skip(1)
        .map(|rest| rest.split(')').next().unwrap())
}

/// The methods of `JwtConfig`, written out or made by a macro.
fn methods() -> BTreeSet<&'static str> {
    let name = |line: &'static str| match line.trim_start().strip_prefix("pub fn ") {
        Some(method) => method.split(['(', '<']).next(),
        None => line.split_once(" => ").map(|(name, _)| name.trim_start()),
    };
    OPTIONS
        .iter()
        .flat_map(|file| file.lines())
        .filter(|line| !line.contains('$'))
        .filter_map(name)
        .filter(|name| name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'))
        .collect()
}

#[test]
fn each_option_is_documented_with_its_reason() {
    let documented: BTreeSet<_> = rows()
        .iter()
        .flat_map(|[cell, ..]| options_of(cell))
        .collect();
    let mut methods = methods();
    // Their default is that of the lifetime.
    assert!(methods.remove("access_token_never_expires"));
    assert!(methods.remove("refresh_token_never_expires"));
    assert!(methods.len() > 45, "{methods:?}");
    assert_eq!(documented, methods);
    for [option, _, reason] in rows() {
        assert!(!reason.is_empty() || option.contains("`clock`"), "{option}");
    }
}

#[test]
fn the_documented_defaults_are_the_real_ones() {
    for [cell, documented, _] in rows() {
        let documented = documented.replace('`', "");
        for option in options_of(cell) {
            if let Some(default) = default_of(option) {
                assert_eq!(documented, default, "{option}");
            }
        }
    }
}

/// The default of an option for `JwtConfig::new` as the docs write it; `None` for the clock and the observer.
fn default_of(option: &str) -> Option<String> {
    let JwtConfig {
        keys,
        claims,
        encode,
        decode,
        leeway,
        locations,
        header_name,
        cookies,
        implicit_refresh,
        verified_token_cache,
        blacklist,
        sessions,
        timeouts,
        error_message_key,
        error_code_key,
        dialect,
        ..
    } = JwtConfig::new(KeySource::unset());
    let (access, refresh) = (cookies.by_type.access, cookies.by_type.refresh);
    let seconds = |lifetime| match lifetime {
        Lifetime::Seconds(seconds) => seconds,
        Lifetime::Never => 0,
    };
    let none = |is_none: bool| if is_none { "none" } else { "some" }.to_owned();
    let text = |text: Cow<'static, str>| text.into_owned();
    let switch = |on: bool| on.to_string();
    Some(match option {
        "algorithm" => keys.algorithm.unwrap_or_default().to_string(),
        "carry_claims" => none(claims.carried.is_empty()),
        "decode_algorithms" => none(keys.decode_algorithms.is_empty()),
        "crypto_backend" => keys
            .crypto_backend
            .map_or("aws-lc-rs, or the only one".to_owned(), |backend| {
                format!("{backend:?}")
            }),
        "access_token_expires" => format!("{} minutes", seconds(encode.lifetimes.access) / 60),
        "refresh_token_expires" => {
            format!(
                "{} days",
                seconds(encode.lifetimes.refresh) / (24 * 60 * 60)
            )
        }
        "session_lifetime" => {
            format!("{} days", sessions.lifetime.as_secs() / (24 * 60 * 60))
        }
        "max_sessions" => sessions.max_sessions.to_string(),
        "refuse_login_when_full" => switch(sessions.refuse_when_full),
        "rotation_grace" => format!("{} s", sessions.grace.as_secs()),
        "rotation_settle" => format!("{} s", sessions.settle().as_secs()),
        "rotation_heal_within" => format!(
            "{} minutes",
            sessions.heal_within(&encode.lifetimes).as_secs() / 60
        ),
        "session_rollout" => format!("{} hours", sessions.rollout.as_secs() / (60 * 60)),
        "sessions_reading_only" => switch(sessions.reading_only),
        "check_sessions_at_refresh_only" => switch(sessions.at_refresh_only),
        "revocation_timeout" => format!("{} s", timeouts.revocation.as_secs()),
        "callback_timeout" => format!("{} s", timeouts.callback.as_secs()),
        "decode_leeway" if leeway.is_none() => {
            format!("0 seconds; {} for iat and nbf", dialect.early_leeway)
        }
        "decode_audience" => none(decode.audience.is_empty()),
        "decode_issuer" | "decode_issuers" => none(decode.issuers.is_empty()),
        "encode_audience" => none(encode.audience.claim().is_none()),
        "encode_issuer" => none(encode.issuer.is_none()),
        "signs_for_others" => switch(encode.signs_for_others),
        "encode_nbf" => switch(encode.nbf),
        "encode_auth_time" => switch(encode.auth_time),
        "claims_in_refresh_token" => switch(encode.claims_in_refresh_token),
        "identity_claim" => text(claims.identity),
        "user_claims" => none(claims.user_claims.is_none()),
        "roles_claim" => text(claims.roles),
        "scopes_claim" => claims.scopes.map_or("scope".to_owned(), text),
        "verify_sub" => switch(decode.verify_sub),
        "token_locations" => locations
            .search
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join(", "),
        "header_name" => text(header_name),
        "header_type" => text(locations.header_type),
        "query_string_name" => text(locations.query_string_name),
        "query_string_value_prefix" => none(locations.query_string_value_prefix.is_empty()),
        "json_key" => text(locations.json_keys.access),
        "refresh_json_key" => text(locations.json_keys.refresh),
        "body_limit" => format!(
            "{} KiB for JSON, {} MiB for forms",
            locations.body_limits.json / 1024,
            locations.body_limits.form / (1024 * 1024)
        ),
        "cookie_secure" => switch(cookies.secure),
        "cookie_same_site" => format!("{:?}", cookies.same_site.unwrap()),
        "cookie_domain" => none(cookies.domain.is_none()),
        "session_cookie" => switch(cookies.session),
        "cookie_csrf_protect" => switch(cookies.csrf.protect),
        "csrf_protection" => format!("{:?}", cookies.csrf.protection),
        "trusted_origins" => none(cookies.trusted_origins.is_empty()),
        "former_cookies" => none(cookies.former.is_empty()),
        "csrf_in_cookies" => switch(cookies.csrf.in_cookies),
        "csrf_check_form" => switch(cookies.csrf.check_form),
        "csrf_methods" => cookies.csrf.methods.map_or_else(
            || match dialect.csrf_methods {
                CsrfMethods::Named(names) => names.join(", "),
                CsrfMethods::AllButGetAndHead => "all but GET, HEAD".to_owned(),
            },
            |names| names.join(", "),
        ),
        "csrf_header_name" => none(cookies.csrf_header_name.is_none()),
        "access_csrf_header_name" => text(access.csrf_header_name),
        "refresh_csrf_header_name" => text(refresh.csrf_header_name),
        "access_csrf_field_name" => text(access.csrf_field_name),
        "refresh_csrf_field_name" => text(refresh.csrf_field_name),
        "access_cookie_name" => text(access.token.name),
        "refresh_cookie_name" => text(refresh.token.name),
        "access_csrf_cookie_name" => text(access.csrf.name),
        "refresh_csrf_cookie_name" => text(refresh.csrf.name),
        "access_cookie_path" => text(access.token.path),
        "refresh_cookie_path" => text(refresh.token.path),
        "access_csrf_cookie_path" => text(access.csrf.path),
        "refresh_csrf_cookie_path" => text(refresh.csrf.path),
        "implicit_refresh" => implicit_refresh.map_or("never".to_owned(), |on| format!("{on:?}")),
        "blacklist_enabled" => blacklist
            .enabled
            .map_or("whether a callback is set".to_owned(), switch),
        "blacklist_token_checks" => match (blacklist.checks.access, blacklist.checks.refresh) {
            (true, true) => "both types".to_owned(),
            other => format!("{other:?}"),
        },
        "verified_token_cache" => verified_token_cache.to_string(),
        "error_message_key" => text(error_message_key),
        "error_code_key" => error_code_key.map_or_else(|| "none".to_owned(), text),
        "clock" | "observer" => return None,
        other => panic!("{other} has no line here"),
    })
}
