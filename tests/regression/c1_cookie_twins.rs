//! C1: after a deploy that changed the domain or the path of the cookies, users who logged in again
//! held two cookies of one name and got 422 for ever. Neither login nor log-out deleted the old one.

use std::time::{Duration, SystemTime};

use actix_web::{
    HttpRequest, HttpResponse,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    middleware::{Next, from_fn},
    rt, web,
};
use jwt_fresh::{
    JwtConfig, JwtManager, TokenLocation::Cookies, WithJwtContext, verify_jwt_in_request,
};
use jwt_fresh_tests::{
    ALL, Configuration, FLASK, NEW, QUART, Request, Response, Server, SetCookie, config_error,
    endpoints, log_in, log_out,
};

type Change = fn(JwtConfig) -> JwtConfig;

/// The cookies of a browser at app.example.com.
#[derive(Clone, Debug, Default)]
struct Jar(Vec<SetCookie>);

impl Jar {
    /// Sends a request with all cookies for its path, and takes those of the answer.
    fn send(&mut self, server: &Server, method: &str, path: &str) -> Response {
        let mut request = Request::new(method, path);
        let pairs: Vec<_> = self
            .for_path(path)
            .map(|c| format!("{}={}", c.name, c.value))
            .collect();
        if !pairs.is_empty() {
            request = request.header("Cookie", pairs.join("; "));
        }
        let answer = server.send(&request);
        for cookie in SetCookie::all(&answer) {
            self.0.retain(|other| key(other) != key(&cookie));
            if cookie.attribute("Expires") != Some("Thu, 01 Jan 1970 00:00:00 GMT") {
                self.0.push(cookie);
            }
        }
        answer
    }

    fn for_path<'j>(&'j self, path: &'j str) -> impl Iterator<Item = &'j SetCookie> {
        self.0.iter().filter(move |cookie| {
            let of = cookie.attribute("Path").unwrap_or("/");
            path.strip_prefix(of)
                .is_some_and(|rest| of.ends_with('/') || rest.is_empty() || rest.starts_with('/'))
        })
    }

    fn names(&self) -> Vec<&str> {
        let mut names: Vec<_> = self.0.iter().map(|cookie| &*cookie.name).collect();
        names.sort_unstable();
        names
    }
}

fn key(cookie: &SetCookie) -> (&str, Option<&str>, Option<&str>) {
    (
        &cookie.name,
        cookie.attribute("Domain"),
        cookie.attribute("Path"),
    )
}

const ONE_OF_EACH: [&str; 4] = [
    "access_token_cookie",
    "csrf_access_token",
    "csrf_refresh_token",
    "refresh_token_cookie",
];

fn manager(of: Configuration, change: Change) -> JwtManager {
    JwtManager::new(change(of.config().token_locations([Cookies]))).unwrap()
}

fn serve(jwt: &JwtManager) -> Server {
    Server::with(jwt, |app| {
        app.route("/login", web::post().to(log_in))
            .route("/login-in-a-task", web::post().to(log_in_in_a_task))
            .route("/logout", web::post().to(log_out))
            .route("/by-hand", web::get().to(by_hand))
            .configure(endpoints)
            .service(
                web::scope("/scope")
                    .wrap(from_fn(check))
                    .configure(endpoints),
            )
            .service(web::scope("/api").configure(endpoints));
    })
}

async fn log_in_in_a_task() -> jwt_fresh::Result<HttpResponse> {
    rt::spawn(log_in().with_jwt_context()).await.unwrap()
}

/// A middleware whose error has left the request behind.
async fn check(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> actix_web::Result<ServiceResponse<impl MessageBody>> {
    verify_jwt_in_request(request.request()).await?;
    next.call(request).await
}

async fn by_hand(request: HttpRequest) -> actix_web::Result<HttpResponse> {
    verify_jwt_in_request(&request).await?;
    Ok(HttpResponse::Ok().finish())
}

/// The cookies after a login before the deploy.
fn logged_in_before(of: Configuration, change: Change) -> Jar {
    let mut jar = Jar::default();
    assert_eq!(
        jar.send(&serve(&manager(of, change)), "POST", "/login")
            .status,
        200
    );
    jar
}

/// Changes of a deploy that a request to /login shows: before and after.
const CHANGES: [(Change, Change); 4] = [
    (
        |c| c.cookie_secure(false),
        |c| c.cookie_secure(false).cookie_domain("example.com"),
    ),
    (
        |c| c.cookie_secure(false).cookie_domain("example.com"),
        |c| {
            c.cookie_secure(false).former_cookies([
                ("access_token_cookie", "example.com", "/"),
                ("csrf_access_token", "example.com", "/"),
                ("refresh_token_cookie", "example.com", "/"),
                ("csrf_refresh_token", "example.com", "/"),
            ])
        },
    ),
    (|c| at("/", c), |c| at("/api", c)),
    (
        |c| at("/api/", c),
        |c| {
            at("/", c).former_cookies([
                ("access_token_cookie", None, "/api/"),
                ("csrf_access_token", None, "/api/"),
                ("refresh_token_cookie", None, "/api/"),
                ("csrf_refresh_token", None, "/api/"),
            ])
        },
    ),
];

fn at(path: &'static str, config: JwtConfig) -> JwtConfig {
    config
        .cookie_secure(false)
        .access_cookie_path(path)
        .refresh_cookie_path(path)
        .access_csrf_cookie_path(path)
        .refresh_csrf_cookie_path(path)
}

#[test]
fn a_login_after_the_deploy_leaves_one_cookie_of_each_name() {
    for of in ALL {
        for (number, (before, after)) in CHANGES.into_iter().enumerate() {
            for path in ["/login", "/login-in-a-task"] {
                let mut jar = logged_in_before(of, before);
                let server = serve(&manager(of, after));
                assert_eq!(jar.send(&server, "POST", path).status, 200);
                assert_eq!(jar.names(), ONE_OF_EACH, "{} {number} {path}", of.name);
                let read = jar.send(&server, "GET", "/api/protected");
                assert_eq!(read.status, 200, "{} {number}: {}", of.name, read.body);
            }
        }
    }
}

#[test]
fn a_log_out_after_the_deploy_leaves_none() {
    for of in ALL {
        for (number, (before, after)) in CHANGES.into_iter().enumerate() {
            let mut jar = logged_in_before(of, before);
            assert_eq!(
                jar.send(&serve(&manager(of, after)), "POST", "/logout")
                    .status,
                200
            );
            assert_eq!(jar.names(), [""; 0], "{} {number}", of.name);
        }
    }
}

#[test]
fn a_renewal_after_the_deploy_leaves_one_cookie() {
    fn renewing(config: JwtConfig) -> JwtConfig {
        let minutes = |n: u64| Duration::from_secs(60 * n);
        config
            .cookie_secure(false)
            .cookie_domain("example.com")
            .access_token_expires(minutes(20))
            .implicit_refresh(minutes(15), minutes(300))
    }
    for of in ALL {
        let mut jar = logged_in_before(of, |c| {
            // Ten of the twenty minutes have passed.
            let earlier = SystemTime::now() - Duration::from_secs(600);
            c.cookie_secure(false)
                .access_token_expires(Duration::from_secs(1200))
                .clock(move || earlier)
        });
        let server = serve(&manager(of, renewing));
        let answer = jar.send(&server, "GET", "/protected");
        assert_eq!(answer.status, 200);
        let renewed = |cookie: &&SetCookie| cookie.attribute("Domain") == Some("example.com");
        assert_eq!(
            jar.0.iter().filter(renewed).count(),
            2,
            "{} {jar:?}",
            of.name
        );
        assert_eq!(jar.names(), ONE_OF_EACH, "{}", of.name);
        assert_eq!(
            jar.send(&server, "GET", "/protected").status,
            200,
            "{}",
            of.name
        );
    }
}

#[test]
fn two_cookies_are_refused_and_cleaned_up() {
    for of in ALL {
        // The login at /login can't see the old cookie for /api, and nobody has listed it.
        let mut jar = logged_in_before(of, |c| at("/api", c));
        let server = serve(&manager(of, |c| at("/", c)));
        assert_eq!(jar.send(&server, "POST", "/login").status, 200);
        assert_eq!(jar.names().len(), 8);
        let refused = jar.send(&server, "GET", "/api/protected");
        assert_eq!(refused.status, 422, "{}", of.name);
        assert!(refused.body.contains("sent twice"), "{}", refused.body);
        assert_eq!(jar.names(), [""; 0], "{}", of.name);
        assert_eq!(jar.send(&server, "POST", "/login").status, 200);
        assert_eq!(
            jar.send(&server, "GET", "/api/protected").status,
            200,
            "{}",
            of.name
        );
    }
}

#[test]
fn a_refusal_in_the_apps_own_words_is_cleaned_up_too() {
    for of in ALL {
        let config = of.config().token_locations([Cookies]).cookie_secure(false);
        let jwt = JwtManager::builder(config)
            .invalid_token_loader(|_| async { HttpResponse::ImATeapot().finish() })
            .build()
            .unwrap();
        let server = serve(&jwt);
        for path in ["/protected", "/by-hand", "/scope/open"] {
            let request =
                Request::get(path).header("Cookie", "access_token_cookie=a; access_token_cookie=b");
            let answer = server.send(&request);
            assert_eq!(answer.status, 418, "{}", of.name);
            let expired = SetCookie::all(&answer);
            let at_root = |name: &str| {
                expired
                    .iter()
                    .any(|cookie| key(cookie) == (name, None, Some("/")))
            };
            assert!(
                at_root("access_token_cookie") && at_root("csrf_access_token"),
                "{expired:?}"
            );
            assert!(!at_root("refresh_token_cookie"), "{expired:?}");
        }
    }
}

#[test]
fn a_former_name_is_read_where_the_new_one_is_absent() {
    // The change of domain takes the prefix away.
    let mut jar = logged_in_before(NEW, |config| config);
    assert_eq!(jar.names()[0], "__Host-access_token_cookie");
    fn moved(config: JwtConfig) -> JwtConfig {
        config.cookie_domain("example.com")
    }
    let server = serve(&manager(NEW, moved));
    assert_eq!(jar.clone().send(&server, "GET", "/protected").status, 401);
    let server = serve(&manager(NEW, |config| {
        moved(config).former_cookies([
            ("__Host-access_token_cookie", None, "/"),
            ("__Host-csrf_access_token", None, "/"),
            ("__Host-refresh_token_cookie", None, "/"),
            ("__Host-csrf_refresh_token", None, "/"),
        ])
    }));
    assert_eq!(jar.send(&server, "GET", "/protected").status, 200);
    assert_eq!(jar.send(&server, "GET", "/refresh").status, 200);
    assert_eq!(jar.send(&server, "POST", "/login").status, 200);
    assert_eq!(jar.names(), ONE_OF_EACH);
    assert_eq!(jar.send(&server, "GET", "/protected").status, 200);
}

#[test]
fn a_name_that_others_can_set_is_never_read_in_place_of_a_prefixed_one() {
    let mut jar = logged_in_before(NEW, |config| config.cookie_domain("example.com"));
    assert_eq!(jar.names(), ONE_OF_EACH);
    let server = serve(&manager(NEW, |config| {
        config.former_cookies([
            ("access_token_cookie", Some("example.com"), "/"),
            ("__Secure-access_token_cookie", None, "/"),
        ])
    }));
    let refused = jar.send(&server, "GET", "/protected");
    assert_eq!(refused.status, 401, "{}", refused.body);
    let token = &jar.0[0].value;
    let request = Request::get("/protected")
        .header("Cookie", format!("__Secure-access_token_cookie={token}"));
    assert_eq!(server.send(&request).status, 401);
    let request =
        Request::get("/protected").header("Cookie", format!("__Host-access_token_cookie={token}"));
    assert_eq!(server.send(&request).status, 200);
}

#[test]
fn where_there_can_be_no_twin_nothing_is_expired() {
    for of in [NEW, QUART, FLASK] {
        let server = serve(&manager(of, |config| config));
        let mut jar = Jar::default();
        for _ in 0..2 {
            let answer = jar.send(&server, "POST", "/login");
            let set = SetCookie::all(&answer);
            assert_eq!(set.len(), 4, "{} {set:?}", of.name);
            assert_eq!(jar.names().len(), 4, "{}", of.name);
        }
    }
}

#[test]
fn a_former_place_that_is_the_present_one_is_an_error() {
    for of in ALL {
        let name = of.access_cookie();
        let refused = |name, domain: Option<&'static str>, path| {
            JwtManager::new(of.config().former_cookies([(name, domain, path)])).unwrap_err()
        };
        assert_eq!(
            refused(name, None, "/"),
            config_error!(FormerCookieInUse),
            "{}",
            of.name
        );
        assert_eq!(refused("a b", None, "/"), config_error!(InvalidCookieName));
        assert_eq!(
            refused("a", Some("a b"), "/"),
            config_error!(InvalidCookieDomain)
        );
        assert_eq!(refused("a", None, "x"), config_error!(InvalidCookiePath));
        assert_eq!(
            refused("__Host-a", None, "/x"),
            config_error!(HostPrefixNotAllowed)
        );
    }
}
