//! What can stand in the attributes of a cookie.

/// Whether that can be the name of a cookie (RFC 6265 section 4.1.1).
pub(crate) fn is_cookie_name(name: &str) -> bool {
    let is_token = |byte: u8| byte.is_ascii_graphic() && !b"()<>@,;:\\\"/[]?={}".contains(&byte);
    !name.is_empty() && name.bytes().all(is_token)
}

/// Whether that can be the path of a cookie.
pub(crate) fn is_cookie_path(path: &str) -> bool {
    let is_path = |byte: u8| byte.is_ascii_graphic() && byte != b';';
    path.starts_with('/') && path.bytes().all(is_path)
}

/// Whether that can be the domain of a cookie, a leading dot included.
pub(crate) fn is_cookie_domain(domain: &str) -> bool {
    let host = domain.trim_start_matches('.');
    let is_host = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'.' || byte == b'-';
    !host.is_empty() && host.bytes().all(is_host)
}
