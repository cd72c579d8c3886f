//! Cleaning up: expires the cookies of a token's name that are in other places than configured.
//!
//! A browser keeps cookies of one name apart by domain and path, and sends all that fit. After a change
//! of domain or path in a deploy, a user who logs in again has two, and a request with two is rejected.

use actix_web::{
    HttpResponse,
    dev::ServiceResponse,
    http::{
        StatusCode,
        header::{self, HeaderMap, HeaderValue},
    },
};

use crate::{
    config::{
        groups::cookies::CookiePlace,
        settings::{checked::Settings, cookies::TokenCookies},
        values::cookie_place::cookie_path,
    },
    request::context::{current::Current, sent_cookies::SentCookies},
    token::token_type::TokenType,
    web::cookies::set_cookie::{CookieExpiry, SetCookie},
};

/// The most paths of one name that are expired: proxies limit the headers of a response.
const MAX_PATHS: usize = 12;

/// Expires what the request's cookies need, if its token cookies were changed or are ambiguous.
#[inline]
pub(crate) fn clean_up<B>(response: &mut ServiceResponse<B>, current: &Current) {
    if current.needs_clean_up() {
        let sent = SentCookies::of(response.request());
        clean_up_at_length(response.response_mut(), &sent, current);
    }
}

/// The same for a response to an error that has left its request behind.
pub(crate) fn clean_up_error<B>(response: &mut HttpResponse<B>, current: &Current) {
    if let Some(sent) = current.take_ambiguous_cookies() {
        clean_up_at_length(response, &sent, current);
    }
}

#[inline(never)]
fn clean_up_at_length<B>(response: &mut HttpResponse<B>, sent: &SentCookies, current: &Current) {
    let status = response.status();
    // Neither may change what is stored for the user.
    if status.is_informational() || status == StatusCode::NOT_MODIFIED {
        return;
    }
    let settings = current.manager().settings();
    let expired: Vec<_> = [TokenType::Access, TokenType::Refresh]
        .into_iter()
        .flat_map(|token_type| places_to_expire(token_type, response.headers(), sent, settings))
        .filter_map(|(place, http_only)| expiry(&place, http_only, settings))
        .collect();
    if !expired.is_empty() {
        prepend(response.headers_mut(), expired);
    }
}

/// A name, a path and a domain, which together identify a cookie to a browser.
#[derive(PartialEq, Eq)]
struct Place {
    place: CookiePlace,
    domain: Option<String>,
}

/// The places of a token type's two cookies that have to be expired, and whether scripts can read them.
fn places_to_expire(
    token_type: TokenType,
    response: &HeaderMap,
    sent: &SentCookies,
    settings: &Settings,
) -> Vec<(Place, bool)> {
    let cookies = settings.cookies.get(token_type);
    let is_ambiguous = names(cookies).any(|name| sent.count(name) > 1);
    let mut expired = Vec::new();
    for (place, http_only) in [(&cookies.token, true), (&cookies.csrf, false)] {
        let kept = places_set_by(response, &place.name);
        let candidates = match sent.count(&place.name) {
            _ if kept.is_empty() && !is_ambiguous => continue,
            _ if kept.is_empty() => places_of(place, Reach::Request, sent, settings),
            0 => places_of(place, Reach::Former, sent, settings),
            1 => places_of(place, Reach::Configured, sent, settings),
            _ => places_of(place, Reach::Request, sent, settings),
        };
        let others = candidates.into_iter().filter(|other| !kept.contains(other));
        expired.extend(others.map(|other| (other, http_only)));
    }
    expired
}

/// The names under which a token of that type is read.
fn names(cookies: &TokenCookies) -> impl Iterator<Item = &str> {
    let present = [&cookies.token.name];
    present
        .into_iter()
        .chain(&cookies.former_names)
        .map(|name| &**name)
}

/// How far cookies of a name are looked for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Reach {
    /// Former places, which a request to another path does not show.
    Former,
    /// And the configured path and those above it, for the configured domain and for this host alone.
    Configured,
    /// And the request's path and those above it.
    Request,
}

/// The places that can be named in which a cookie of that name can be.
fn places_of(
    place: &CookiePlace,
    reach: Reach,
    sent: &SentCookies,
    settings: &Settings,
) -> Vec<Place> {
    let mut places: Vec<Place> = settings
        .cookies
        .former_of(&place.name)
        .map(|former| Place {
            place: former.place.clone(),
            domain: former.domain.clone(),
        })
        .collect();
    if reach == Reach::Former {
        return places;
    }
    if place.name.starts_with("__Host-") {
        // Such a cookie can only be in one place (RFC 6265bis section 4.1.3.2).
        places.push(Place {
            place: place.clone(),
            domain: None,
        });
        return places;
    }
    let of_request = match reach {
        Reach::Request => sent.path(),
        _ => "",
    };
    let mut paths: Vec<&str> = Vec::new();
    let above = paths_above(&place.path).chain(paths_above(of_request));
    for path in [&*place.path].into_iter().chain(above) {
        if paths.contains(&path) || !is_cookie_safe(path) {
            continue;
        }
        if paths.len() == MAX_PATHS {
            tracing::debug!(
                cookie = %place.name,
                "not all paths above the request's were cleaned up: there are more than {MAX_PATHS}"
            );
            break;
        }
        paths.push(path);
    }
    for path in paths {
        for domain in [&settings.cookies.domain, &None] {
            let candidate = Place {
                place: CookiePlace {
                    name: place.name.clone(),
                    path: path.to_owned().into(),
                },
                domain: domain.clone(),
            };
            if !places.contains(&candidate) {
                places.push(candidate);
            }
        }
    }
    places
}

/// The path and every path above it to which a cookie for the path could belong, with and without a
/// slash at the end (RFC 6265 section 5.1.4), the shortest first.
fn paths_above(path: &str) -> impl Iterator<Item = &str> {
    let slashes = path.match_indices('/').flat_map(|(at, _)| [at, at + 1]);
    slashes
        .chain([path.len()])
        .filter_map(|end| path.get(..end))
        .filter(|path| !path.is_empty())
}

/// Whether a request's path can stand in `Set-Cookie` as it is.
fn is_cookie_safe(path: &str) -> bool {
    cookie_path(path).is_some_and(|encoded| encoded == path)
}

/// The places in which a response sets a cookie of that name.
fn places_set_by(response: &HeaderMap, name: &str) -> Vec<Place> {
    response
        .get_all(header::SET_COOKIE)
        .filter_map(|value| value.to_str().ok())
        .filter_map(|value| set_place(value, name))
        .collect()
}

fn set_place(value: &str, name: &str) -> Option<Place> {
    let attributes = value.strip_prefix(name)?.strip_prefix('=')?;
    let attribute = |name: &str| {
        attributes.split(';').skip(1).find_map(|attribute| {
            let (other, value) = attribute.split_once('=')?;
            other
                .trim()
                .eq_ignore_ascii_case(name)
                .then(|| value.trim())
        })
    };
    Some(Place {
        place: CookiePlace {
            name: name.to_owned().into(),
            path: attribute("Path").unwrap_or("/").to_owned().into(),
        },
        domain: attribute("Domain").map(str::to_owned),
    })
}

/// The header that deletes a cookie.
fn expiry(place: &Place, http_only: bool, settings: &Settings) -> Option<HeaderValue> {
    let cookie = SetCookie {
        place: &place.place,
        value: "",
        expiry: CookieExpiry::Past,
        http_only,
        domain: place.domain.as_deref(),
    };
    cookie.header_value(settings).ok()
}

/// Puts the headers before those that set a cookie: to an old browser, this host and its domain are one
/// place, and the last header counts.
fn prepend(headers: &mut HeaderMap, expired: Vec<HeaderValue>) {
    let set: Vec<_> = headers.remove(header::SET_COOKIE).collect();
    for value in expired.into_iter().chain(set) {
        headers.append(header::SET_COOKIE, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_paths_above_are_those_that_match() {
        let above = |path| paths_above(path).collect::<Vec<_>>().join(" ");
        assert_eq!(above("/"), "/ /");
        assert_eq!(above("/api"), "/ /api");
        assert_eq!(above("/api/"), "/ /api /api/ /api/");
        assert_eq!(above("/api/v1"), "/ /api /api/ /api/v1");
        assert_eq!(above("*"), "*");
    }

    #[test]
    fn the_place_of_a_set_cookie_is_read() {
        let place = |value| set_place(value, "a").map(|place| (place.place.path, place.domain));
        assert_eq!(
            place("a=b; Path=/x; domain=d"),
            Some(("/x".into(), Some("d".to_owned())))
        );
        assert_eq!(place("a=b"), Some(("/".into(), None)));
        assert_eq!(place("ab=c; Path=/"), None);
    }
}
