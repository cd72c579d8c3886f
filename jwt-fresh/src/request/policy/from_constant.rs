//! Values of an attribute's arguments that are constants of the app, as in `roles(ADMIN)`: what the
//! macro checks of a literal is checked here, where the constant is known.
//!
//! The attributes evaluate the checks at compile time, each in an item of its own, so that a panic is
//! a compile error. As the checks are `#[track_caller]`, rustc reports it at the constant.

#![allow(clippy::panic, clippy::manual_assert, reason = "a compile error")]

use crate::token::location::TokenLocation;

/// Checks a role: any text but white space.
#[track_caller]
pub const fn check_role(name: &'static str) {
    if name.trim_ascii().is_empty() {
        panic!("this constant is no role: a role has a name, such as `admin`");
    }
}

/// Checks a scope: a `scope-token` (RFC 6749 section 3.3).
#[track_caller]
pub const fn check_scope(name: &'static str) {
    if name.is_empty() {
        panic!("this constant is no scope: a scope has a name, such as `read`");
    }
    let mut rest = name.as_bytes();
    while let [letter, after @ ..] = rest {
        if letter.is_ascii_whitespace() {
            panic!("this constant is no scope: a scope holds no space; write a constant for each");
        }
        if !letter.is_ascii_graphic() || *letter == b'"' || *letter == b'\\' {
            panic!(
                "this constant is no scope: a scope is visible ASCII without quotes and backslashes \
                 (RFC 6749 section 3.3)"
            );
        }
        rest = after;
    }
}

/// Checks the Python name of a location.
#[track_caller]
pub const fn check_location(name: &'static str) {
    if find_location(name).is_none() {
        panic!(
            "this constant is no location: it has to be `headers`, `cookies`, `query_string` or `json`"
        );
    }
}

/// Checks a time such as `5m`.
#[track_caller]
pub const fn check_time(time: &'static str) {
    match parse_time(time) {
        Time::Seconds(0) => panic!("this constant is a time of zero, so no token would pass"),
        Time::Seconds(_) => {}
        Time::TooLong => panic!("this constant is too long a time"),
        Time::Malformed => panic!(
            "this constant is no time: it has to be a number and one of `s`, `m`, `h`, `d`, such as \
             `5m`"
        ),
    }
}

/// The location with this Python name, which [`check_location`] has checked.
pub const fn location(name: &'static str) -> TokenLocation {
    match find_location(name) {
        Some(location) => location,
        None => TokenLocation::Headers,
    }
}

/// The seconds in a time that [`check_time`] has checked.
pub const fn seconds(time: &'static str) -> u64 {
    match parse_time(time) {
        Time::Seconds(seconds) => seconds,
        Time::TooLong | Time::Malformed => 0,
    }
}

const fn find_location(name: &str) -> Option<TokenLocation> {
    match name.as_bytes() {
        b"headers" => Some(TokenLocation::Headers),
        b"cookies" => Some(TokenLocation::Cookies),
        b"query_string" => Some(TokenLocation::QueryString),
        b"json" => Some(TokenLocation::Json),
        _ => None,
    }
}

enum Time {
    Seconds(u64),
    TooLong,
    Malformed,
}

/// Parses a number, and `s`, `m`, `h` or `d`.
const fn parse_time(time: &str) -> Time {
    let mut rest = time.as_bytes();
    if !matches!(rest, [b'0'..=b'9', ..]) {
        return Time::Malformed;
    }
    let mut number: u64 = 0;
    while let [digit @ b'0'..=b'9', after @ ..] = rest {
        let digit = (*digit - b'0') as u64;
        number = match number.checked_mul(10) {
            Some(tens) if tens <= u64::MAX - digit => tens + digit,
            _ => return Time::TooLong,
        };
        rest = after;
    }
    let unit = match rest {
        b"s" => 1,
        b"m" => 60,
        b"h" => 60 * 60,
        b"d" => 24 * 60 * 60,
        _ => return Time::Malformed,
    };
    match number.checked_mul(unit) {
        Some(seconds) => Time::Seconds(seconds),
        None => Time::TooLong,
    }
}
