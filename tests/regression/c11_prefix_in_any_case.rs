//! C11: `__host-session` with a domain was accepted, and browsers, which compare the prefix without case
//! (RFC 6265bis section 5.7), never kept the cookie: every login was lost.

use jwt_fresh::{JwtConfig, JwtManager};
use jwt_fresh_tests::{ALL, Configuration, config_error};

fn error(config: JwtConfig) -> Option<jwt_fresh::ConfigError> {
    JwtManager::new(config).err()
}

fn secure(of: Configuration) -> JwtConfig {
    of.config().cookie_secure(true)
}

#[test]
fn a_prefix_is_one_in_any_case() {
    for of in ALL {
        for name in ["__Host-a", "__host-a", "__HOST-a"] {
            let host = config_error!(HostPrefixNotAllowed);
            let named = || secure(of).access_cookie_name(name);
            assert_eq!(error(named().cookie_domain("example.com")), host, "{name}");
            assert_eq!(error(named().access_cookie_path("/api")), host, "{name}");
            assert_eq!(error(named().cookie_secure(false)), host, "{name}");
            let former = [(name, Some("example.com"), "/")];
            assert_eq!(error(secure(of).former_cookies(former)), host, "{name}");
            // The control.
            assert_eq!(error(named()), None, "{name}");
        }
        for name in ["__Secure-a", "__secure-a", "__SECURE-a"] {
            let config = secure(of).access_cookie_name(name);
            assert_eq!(error(config.clone()), None, "{name}");
            let refused = error(config.cookie_secure(false));
            assert_eq!(refused, config_error!(SecurePrefixNotAllowed), "{name}");
        }
    }
}
