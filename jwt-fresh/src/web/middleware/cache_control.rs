//! The cache headers of a response (RFC 9111): the last thing that is done to it.

use actix_web::{
    HttpResponse,
    http::header::{CACHE_CONTROL, HeaderMap, HeaderName, HeaderValue},
};

use crate::request::context::caching::{Caching, Marks};

/// Makes the response say what it was marked for. What the handler says stays only where it is as strict.
pub(crate) fn write<B>(response: &mut HttpResponse<B>, marks: Marks) {
    let is_informational = response.status().is_informational();
    let headers = response.headers_mut();
    if marks.contains(Caching::NoStore) {
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        remove_targeted(headers);
    } else if marks.contains(Caching::Private) {
        make_private(headers);
    } else if marks.contains(Caching::PrivateIfSilent)
        && !is_informational
        && !headers.contains_key(CACHE_CONTROL)
    {
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("private"));
    }
}

/// Keeps the response out of shared caches, and leaves what the handler says about the browser's.
fn make_private(headers: &mut HeaderMap) {
    remove_targeted(headers);
    let value = match directives(headers) {
        Some(directives) if directives.iter().any(|directive| directive == "no-store") => return,
        Some(directives) => private_with(&directives),
        None => "private".to_owned(),
    };
    if let Ok(value) = HeaderValue::from_str(&value) {
        headers.insert(CACHE_CONTROL, value);
    }
}

/// The directives in lower case; `None` if there is one that takes a list in quotes.
fn directives(headers: &HeaderMap) -> Option<Vec<String>> {
    let mut directives = Vec::new();
    for value in headers.get_all(CACHE_CONTROL) {
        let value = value.to_str().ok().filter(|value| !value.contains('"'))?;
        directives.extend(
            value
                .split(',')
                .map(|directive| directive.trim().to_ascii_lowercase()),
        );
    }
    Some(directives)
}

/// `private` and those directives that do not contradict it.
fn private_with(directives: &[String]) -> String {
    let kept = directives.iter().map(String::as_str).filter(|directive| {
        let name = directive.split('=').next().unwrap_or_default().trim_end();
        !matches!(name, "" | "public" | "private" | "s-maxage")
    });
    let directives: Vec<_> = ["private"].into_iter().chain(kept).collect();
    directives.join(", ")
}

/// Removes what overrides `Cache-Control` at some caches: `CDN-Cache-Control` and its like (RFC 9213), and
/// `Surrogate-Control`.
fn remove_targeted(headers: &mut HeaderMap) {
    let is_targeted = |name: &&HeaderName| {
        name.as_str().ends_with("-cache-control") || *name == "surrogate-control"
    };
    let targeted: Vec<_> = headers.keys().filter(is_targeted).cloned().collect();
    for name in targeted {
        headers.remove(name);
    }
}
