//! Domains and paths of cookies, converted to what a header can contain, as Werkzeug converts them.

use std::borrow::Cow;

/// The domain without a leading dot, which browsers ignore (RFC 6265 section 5.2.3), without a port,
/// and in ASCII (RFC 5891). `None` if it is not a host name.
///
/// Werkzeug converts by the rules of IDNA 2003; this does it as browsers do (UTS #46), which alone
/// decide whether a cookie belongs to their page.
pub(crate) fn cookie_domain(domain: &str) -> Option<Cow<'_, str>> {
    let (host, port) = domain.split_once(':').unwrap_or((domain, ""));
    if !port.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let host = host.trim_start_matches('.');
    let host = match host.is_ascii() {
        true => Cow::Borrowed(host),
        false => Cow::Owned(idna::domain_to_ascii(host).ok()?),
    };
    let is_host = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'.' || byte == b'-';
    (!host.is_empty() && host.bytes().all(is_host)).then_some(host)
}

/// The path with percent-encoding where a cookie can't contain a character. `None` if it does not
/// begin with `/`, or contains a control character.
pub(crate) fn cookie_path(path: &str) -> Option<Cow<'_, str>> {
    if !path.starts_with('/') || path.contains(char::is_control) {
        return None;
    }
    if path.bytes().all(is_plain) {
        return Some(Cow::Borrowed(path));
    }
    let mut encoded = String::with_capacity(path.len() + 8);
    for byte in path.bytes() {
        match is_plain(byte) {
            true => encoded.push(char::from(byte)),
            false => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    Some(Cow::Owned(encoded))
}

/// The characters that Werkzeug leaves as they are (WHATWG URL, "URL-path-segment string"), among them
/// `%`, for what is encoded already.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"_.-~%!$&'()*+,/:=@".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_domain_is_converted_to_a_host_name() {
        for (given, expected) in [
            ("example.com", Some("example.com")),
            ("..example.com", Some("example.com")),
            (".example.com:5000", Some("example.com")),
            ("localhost:5000", Some("localhost")),
            ("b\u{fc}cher.example", Some("xn--bcher-kva.example")),
            (".B\u{dc}CHER.example:80", Some("xn--bcher-kva.example")),
            ("", None),
            (".", None),
            (":5000", None),
            ("[::1]", None),
            ("https://example.com", None),
            ("example.com:80/", None),
            ("exa mple.com", None),
            ("example.com; Path=/", None),
            ("\u{fc}; Path=/", None),
            ("\u{fc}\r\nX: y", None),
        ] {
            assert_eq!(cookie_domain(given).as_deref(), expected, "{given}");
        }
    }

    #[test]
    fn a_path_is_percent_encoded() {
        for (given, expected) in [
            ("/", Some("/")),
            ("/a_.-~%!$&'()*+,/:=@", Some("/a_.-~%!$&'()*+,/:=@")),
            ("/caf\u{e9}", Some("/caf%C3%A9")),
            ("/caf%C3%A9", Some("/caf%C3%A9")),
            ("/a b;c\"d?e#f", Some("/a%20b%3Bc%22d%3Fe%23f")),
            ("", None),
            ("caf\u{e9}", None),
            ("/a\r\nb", None),
            ("/a\u{85}b", None),
        ] {
            assert_eq!(cookie_path(given).as_deref(), expected, "{given}");
        }
    }
}
