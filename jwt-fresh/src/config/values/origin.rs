//! Web origins: scheme, host and port (RFC 6454).

use std::{fmt, net::Ipv6Addr};

/// The longest origin that is read, in bytes: a host name has at most 253.
const MAX_LENGTH: usize = 300;

/// An origin, in a form in which two texts of the same origin are equal: in lower case, and with the
/// default port filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Origin {
    scheme: String,
    host: String,
    port: Option<u16>,
}

/// The host and the port of a `Host` header; the port is absent where the client left it out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Authority {
    host: String,
    port: Option<u16>,
}

impl Origin {
    /// Reads the value of an `Origin` header; `None` for `null`, a list, or anything else that is not
    /// one origin.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (scheme, authority) = text.split_once("://")?;
        let Authority { host, port } = Authority::parse(authority)?;
        let is_scheme = |byte: u8| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte);
        if !scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            || !scheme.bytes().all(is_scheme)
        {
            return None;
        }
        let scheme = scheme.to_ascii_lowercase();
        Some(Self {
            port: port.or_else(|| default_port(&scheme)),
            scheme,
            host,
        })
    }

    /// Whether a browser could send this origin: a WebSocket's is that of its page.
    pub(crate) fn is_sent_by_browsers(&self) -> bool {
        !["ws", "wss"].contains(&&*self.scheme)
    }

    /// Whether this is the origin of a request with that `Host`. With `secure` it has to be https,
    /// except on a loopback host.
    pub(crate) fn is_of(&self, authority: &Authority, secure: bool) -> bool {
        let scheme_fits = match &*self.scheme {
            "https" => true,
            "http" => !secure || is_loopback(&self.host),
            _ => false,
        };
        scheme_fits
            && self.host == authority.host
            && self.port == authority.port.or_else(|| default_port(&self.scheme))
    }
}

impl fmt::Display for Origin {
    /// As browsers write it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}", self.scheme, self.host)?;
        match self.port {
            Some(port) if self.port != default_port(&self.scheme) => write!(f, ":{port}"),
            _ => Ok(()),
        }
    }
}

impl Authority {
    /// Reads a host and an optional port, without user name.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        if text.len() > MAX_LENGTH {
            return None;
        }
        let (host, port) = match text.strip_prefix('[') {
            Some(rest) => {
                let (address, port) = rest.split_once(']')?;
                let address: Ipv6Addr = address.parse().ok()?;
                (format!("[{address}]"), port)
            }
            None => {
                let end = text.find(':').unwrap_or(text.len());
                let (host, port) = text.split_at_checked(end)?;
                let is_host = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
                if host.is_empty() || !host.bytes().all(is_host) {
                    return None;
                }
                (host.to_ascii_lowercase(), port)
            }
        };
        let port = match port.strip_prefix(':') {
            None if port.is_empty() => None,
            Some(digits) if digits.bytes().all(|byte| byte.is_ascii_digit()) => {
                Some(digits.parse().ok()?)
            }
            _ => return None,
        };
        Some(Self { host, port })
    }
}

fn default_port(scheme: &str) -> Option<u16> {
    match scheme {
        "http" => Some(80),
        "https" => Some(443),
        _ => None,
    }
}

/// Whether browsers trust the host over http (W3C Secure Contexts section 3.1).
fn is_loopback(host: &str) -> bool {
    let is_ipv4 = || {
        let address: Result<std::net::Ipv4Addr, _> = host.parse();
        address.is_ok_and(|address| address.is_loopback())
    };
    host == "localhost" || host.ends_with(".localhost") || host == "[::1]" || is_ipv4()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_whole_origin_is_read() {
        for text in [
            "",
            "null",
            "*",
            "https://",
            "example.com",
            "https:example.com",
            "https://example.com/",
            "https://example.com/path",
            "https://example.com?query",
            "https://user@example.com",
            "https://*.example.com",
            "https://a.example.com https://b.example.com",
            "https://a.example.com, https://b.example.com",
            "https://example.com:",
            "https://example.com:+443",
            "https://example.com:65536",
            "https://example.com:443:443",
            "https://exämple.com",
            "https://[::1",
            "https://[::1]x",
            "https://[1]",
            "://example.com",
            "1https://example.com",
            " https://example.com",
        ] {
            assert_eq!(Origin::parse(text), None, "{text}");
        }
        assert!(Origin::parse(&format!("https://{}", "a".repeat(400))).is_none());
    }

    #[test]
    fn two_texts_of_one_origin_are_equal() {
        for (one, other) in [
            ("https://example.com", "HTTPS://Example.COM:443"),
            ("http://example.com:80", "http://example.com"),
            ("http://[::1]:80", "http://[0:0::0:1]"),
            ("capacitor://localhost", "Capacitor://LOCALHOST"),
        ] {
            let (one, other) = (Origin::parse(one).unwrap(), Origin::parse(other).unwrap());
            assert_eq!(one, other);
            assert_eq!(one.to_string(), other.to_string());
        }
        let shown = |text| Origin::parse(text).unwrap().to_string();
        assert_eq!(shown("https://example.com:443"), "https://example.com");
        assert_eq!(shown("http://example.com:443"), "http://example.com:443");
    }

    #[test]
    fn the_own_origin_has_the_host_the_port_and_a_safe_scheme() {
        let own = |origin, host, secure| {
            let authority = Authority::parse(host).unwrap();
            Origin::parse(origin).unwrap().is_of(&authority, secure)
        };
        assert!(own("https://example.com", "Example.com", true));
        assert!(own("https://example.com", "example.com:443", true));
        assert!(own("https://example.com:8443", "example.com:8443", true));
        assert!(own("http://localhost:5000", "localhost:5000", true));
        assert!(own("http://a.localhost", "a.localhost:80", true));
        assert!(own("http://127.0.0.1:5000", "127.0.0.1:5000", true));
        assert!(own("http://[::1]:5000", "[::1]:5000", true));
        assert!(own("http://example.com", "example.com", false));

        assert!(!own("http://example.com", "example.com", true));
        assert!(!own(
            "http://localhost.example.com",
            "localhost.example.com",
            true
        ));
        assert!(!own("https://example.com:8443", "example.com", true));
        assert!(!own("https://example.com", "example.com:80", true));
        assert!(!own("https://example.com", "a.example.com", true));
        assert!(!own("capacitor://localhost", "localhost", true));
    }
}
