//! What is attacked: one kind of endpoint of a server with one of the configurations.

use std::{fmt, sync::LazyLock};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jwt_fresh::{JwtConfig, JwtManager, TokenLocation};
pub use jwt_fresh_tests::SECRET;
use jwt_fresh_tests::{Mint, Request, Server, claims, endpoints};
use serde_json::{Value, json};

/// A word that stands in the claims and the header of each attack, and in no answer to it.
pub const CANARY: &str = "kept-by-the-canary";

/// The configuration of the server.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Dialect {
    New,
    Quart,
    Flask,
}

/// The kind of endpoint.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Endpoint {
    Protected,
    Fresh,
    Refresh,
    Optional,
}

/// What the server is set up for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Setup {
    /// Tokens come in the `Authorization` header.
    Plain,
    /// The same, and they are for the audience `me` by the issuer `them`.
    Audience,
    /// Tokens come in cookies.
    Cookies,
    /// The same, and a form may hold the CSRF value.
    CookiesAndForms,
    /// Tokens come in the query string.
    Query,
    /// Tokens come in a JSON body.
    Json,
}

/// The double submit value of the tokens that are good where they come in cookies.
pub const CSRF: &str = "5f0f8c6e-1111-4222-8333-444455556666";

#[derive(Clone, Copy)]
pub struct Target {
    pub dialect: Dialect,
    pub endpoint: Endpoint,
    setup: Setup,
}

impl Target {
    /// Every kind of endpoint of each configuration, on servers with that setup.
    pub fn all(setup: Setup) -> Vec<Self> {
        use {Dialect::*, Endpoint::*};
        let mut all = Vec::new();
        for dialect in [New, Quart, Flask] {
            for endpoint in [Protected, Fresh, Refresh, Optional] {
                all.push(Self {
                    dialect,
                    endpoint,
                    setup,
                });
            }
        }
        all
    }

    pub fn path(self) -> &'static str {
        match self.endpoint {
            Endpoint::Protected => "/protected",
            Endpoint::Fresh => "/fresh",
            Endpoint::Refresh => "/refresh",
            Endpoint::Optional => "/optional",
        }
    }

    /// The server that verifies each token anew.
    pub fn server(self) -> &'static Server {
        &self.servers().plain
    }

    /// Its twin, which remembers the tokens that it has verified.
    pub fn remembering_server(self) -> &'static Server {
        &self.servers().remembering
    }

    fn servers(self) -> &'static Twins {
        static PLAIN: Servers = LazyLock::new(|| start(|config| config));
        static AUDIENCE: Servers = LazyLock::new(|| {
            start(|config| {
                config
                    .decode_audience(["me"])
                    .decode_issuer("them")
                    .signs_for_others()
            })
        });
        static COOKIES: Servers =
            LazyLock::new(|| start(|config| config.token_locations([TokenLocation::Cookies])));
        static COOKIES_AND_FORMS: Servers = LazyLock::new(|| {
            start(|config| {
                config
                    .token_locations([TokenLocation::Cookies])
                    .csrf_check_form(true)
            })
        });
        static QUERY: Servers =
            LazyLock::new(|| start(|config| config.token_locations([TokenLocation::QueryString])));
        static JSON: Servers =
            LazyLock::new(|| start(|config| config.token_locations([TokenLocation::Json])));
        let servers = match self.setup {
            Setup::Plain => &PLAIN,
            Setup::Audience => &AUDIENCE,
            Setup::Cookies => &COOKIES,
            Setup::CookiesAndForms => &COOKIES_AND_FORMS,
            Setup::Query => &QUERY,
            Setup::Json => &JSON,
        };
        &servers[self.dialect as usize]
    }

    /// The cookie in which the endpoint looks for a token.
    pub fn cookie_name(self) -> String {
        let prefix = match self.dialect {
            Dialect::New => "__Host-",
            Dialect::Quart | Dialect::Flask => "",
        };
        format!("{prefix}{}_cookie", self.json_key())
    }

    /// The member of a JSON body in which the endpoint looks for a token.
    pub fn json_key(self) -> &'static str {
        match self.endpoint {
            Endpoint::Refresh => "refresh_token",
            _ => "access_token",
        }
    }

    pub fn identity_claim(self) -> &'static str {
        match self.dialect {
            Dialect::Quart => "identity",
            Dialect::New | Dialect::Flask => "sub",
        }
    }

    /// Claims that are good here, but for these changes; null takes a claim away.
    pub fn claims(self, changes: Value) -> Value {
        let mut own = json!({ self.identity_claim(): CANARY, "jti": CANARY, "note": CANARY });
        if self.endpoint == Endpoint::Refresh {
            own["type"] = json!("refresh");
        }
        match self.setup {
            Setup::Audience => {
                own["aud"] = json!("me");
                own["iss"] = json!("them");
            }
            Setup::Cookies | Setup::CookiesAndForms => own["csrf"] = json!(CSRF),
            Setup::Plain | Setup::Query | Setup::Json => {}
        }
        let own = own.as_object_mut().expect("it is an object");
        own.extend(changes.as_object().expect("changes are an object").clone());
        claims(self.identity_claim(), json!(own))
    }

    /// The payload of a good token, with one claim written as this raw text.
    pub fn payload_with(self, claim: &str, raw: &str) -> String {
        let without = self.claims(json!({ claim: null })).to_string();
        format!(r#"{},"{claim}":{raw}}}"#, without.trim_end_matches('}'))
    }

    /// A token that is good here.
    pub fn good(self) -> Mint {
        Mint::new(&self.claims(json!({}))).key(SECRET)
    }

    /// A request with a token, sent where tokens come in.
    pub fn request(self, token: &str) -> Request {
        match self.setup {
            Setup::Plain | Setup::Audience => Request::get(self.path()).bearer(token),
            Setup::Cookies | Setup::CookiesAndForms => {
                let cookie = format!("{}={token}", self.cookie_name());
                Request::get(self.path()).header("Cookie", cookie)
            }
            Setup::Query => Request::get(&format!("{}?jwt={token}", self.path())),
            Setup::Json => Request::post(self.path()).json(&json!({ self.json_key(): token })),
        }
    }
}

/// Signs two segments, whatever they hold, with the right key.
pub fn sign_segments(header: &str, payload: &str) -> String {
    let input = format!("{header}.{payload}");
    let mac = Mint::new(&json!({})).key(SECRET).sign(input.as_bytes());
    format!("{input}.{}", URL_SAFE_NO_PAD.encode(mac))
}

/// Two servers that differ in the cache of verified tokens and in nothing else.
struct Twins {
    plain: Server,
    /// Of one worker, so that a token which was sent is known to the next request.
    remembering: Server,
}

/// Two servers of each configuration, in the order of [`Dialect`].
type Servers = LazyLock<[Twins; 3]>;

fn start(change: fn(JwtConfig) -> JwtConfig) -> [Twins; 3] {
    [
        JwtConfig::new(SECRET),
        JwtConfig::quart(SECRET),
        JwtConfig::flask(SECRET),
    ]
    .map(|config| {
        let manager = |config| JwtManager::new(config).expect("it is a good one");
        let config = change(config);
        Twins {
            plain: Server::start(&manager(config.clone())),
            remembering: Server::on_one_worker(&manager(config.verified_token_cache(8)), endpoints),
        }
    })
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {}", self.dialect, self.path())
    }
}
