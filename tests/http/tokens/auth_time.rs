//! `auth_time` in new tokens: a login stamps it, a refresh carries it on, and nothing makes it up.

use std::{
    sync::{
        Arc, LazyLock,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, UNIX_EPOCH},
};

use actix_web::{Responder, web};
use jwt_fresh::{
    JwtConfig, JwtManager, TokenLocation, create_access_token, create_refresh_token,
    get_jwt_identity, jwt_optional, jwt_refresh_token_required, jwt_required,
};
use jwt_fresh_tests::{ALL, Configuration, FLASK, Mint, NEW, Request, SECRET, Server, claims};
use serde_json::{Value, json};

const LOGIN: u64 = 1_800_000_000;

/// A clock that the test sets.
#[derive(Clone)]
struct Hands(Arc<AtomicU64>);

impl Hands {
    fn at(seconds: u64) -> Self {
        Self(Arc::new(AtomicU64::new(seconds)))
    }

    fn set(&self, seconds: u64) {
        self.0.store(seconds, Ordering::SeqCst);
    }

    fn turn(&self, config: JwtConfig) -> JwtConfig {
        let seconds = Arc::clone(&self.0);
        config.clock(move || UNIX_EPOCH + Duration::from_secs(seconds.load(Ordering::SeqCst)))
    }
}

fn pair(access: String, refresh: String) -> impl Responder + use<> {
    web::Json(json!({ "access": access, "refresh": refresh }))
}

async fn login() -> jwt_fresh::Result<impl Responder> {
    let access = create_access_token("test").fresh(true).encode()?;
    Ok(pair(access, create_refresh_token("test").encode()?))
}

/// The user is back by a cookie of some sort, and has not proved anything.
async fn remembered() -> jwt_fresh::Result<impl Responder> {
    create_access_token("test").encode()
}

/// Rotates the refresh token as well.
#[jwt_refresh_token_required]
async fn refresh() -> jwt_fresh::Result<impl Responder> {
    let user = get_jwt_identity();
    let access = create_access_token(&user).encode()?;
    Ok(pair(access, create_refresh_token(&user).encode()?))
}

/// The user has given the password again.
#[jwt_required]
async fn step_up() -> jwt_fresh::Result<impl Responder> {
    let fresh = create_access_token(get_jwt_identity()).fresh_for(Duration::from_secs(60));
    fresh.encode()
}

/// Tokens for somebody else than who asks.
#[jwt_required]
async fn impersonate() -> jwt_fresh::Result<impl Responder> {
    let access = create_access_token("somebody else").encode()?;
    Ok(pair(
        access,
        create_refresh_token("somebody else").encode()?,
    ))
}

static OTHER: LazyLock<JwtManager> = LazyLock::new(|| {
    JwtManager::new(JwtConfig::new("the secret of another app of this process")).unwrap()
});

/// Tokens for the same name at another app of this process.
#[jwt_required]
async fn other_app() -> jwt_fresh::Result<impl Responder> {
    let access = OTHER.create_access_token("test").encode()?;
    Ok(pair(access, OTHER.create_refresh_token("test").encode()?))
}

/// The user logged in at another site, a minute earlier.
async fn login_elsewhere() -> jwt_fresh::Result<impl Responder> {
    let then = UNIX_EPOCH + Duration::from_secs(LOGIN - 60);
    let access = create_access_token("test").auth_time(then).encode()?;
    let refresh = create_refresh_token("test").auth_time(then).encode()?;
    Ok(pair(access, refresh))
}

/// The app says so itself, in a claim. Under `new` that is an error: `regression/a12_reserved_claims.rs`.
async fn login_with_claim() -> jwt_fresh::Result<impl Responder> {
    let own = json!({ "auth_time": LOGIN - 60 });
    let access = create_access_token("test").fresh(true).claims(&own);
    let refresh = create_refresh_token("test").claims(own);
    Ok(pair(access.encode()?, refresh.encode()?))
}

#[jwt_optional]
async fn page() -> impl Responder {
    get_jwt_identity().to_string()
}

#[jwt_required(max_age = "5m")]
async fn window() -> impl Responder {
    "in time"
}

fn endpoints(app: &mut web::ServiceConfig) {
    app.route("/login", web::to(login))
        .route("/remembered", web::to(remembered))
        .route("/refresh", web::to(refresh))
        .route("/step-up", web::to(step_up))
        .route("/impersonate", web::to(impersonate))
        .route("/other-app", web::to(other_app))
        .route("/login-elsewhere", web::to(login_elsewhere))
        .route("/login-with-claim", web::to(login_with_claim))
        .route("/page", web::to(page))
        .route("/window", web::to(window));
}

struct Site {
    hands: Hands,
    jwt: JwtManager,
    server: Server,
}

impl Site {
    fn open(config: JwtConfig) -> Self {
        let hands = Hands::at(LOGIN);
        let jwt = JwtManager::new(hands.turn(config)).unwrap();
        let server = Server::with(&jwt, endpoints);
        Self { hands, jwt, server }
    }

    /// The access and the refresh token that an endpoint gives out.
    fn pair(&self, request: &Request) -> (String, String) {
        let answer = self.server.send(request);
        assert_eq!(answer.status, 200, "{request}: {answer:?}");
        let token = |name: &str| answer.json()[name].as_str().unwrap().to_owned();
        (token("access"), token("refresh"))
    }

    fn auth_time(&self, token: &str) -> Value {
        let decoded = self.jwt.decode_token(token).unwrap();
        decoded
            .claims()
            .get("auth_time")
            .cloned()
            .unwrap_or_default()
    }

    /// Those of an access and of a refresh token.
    fn auth_times(&self, (access, refresh): &(String, String)) -> [Value; 2] {
        [self.auth_time(access), self.auth_time(refresh)]
    }
}

#[test]
fn a_login_stamps_both_tokens_and_refreshes_carry_it_on() {
    let site = Site::open(NEW.config());
    let login = site.pair(&Request::get("/login"));
    assert_eq!(site.auth_times(&login), [json!(LOGIN), json!(LOGIN)]);

    site.hands.set(LOGIN + 300);
    let first = site.pair(&Request::get("/refresh").bearer(&login.1));
    assert_eq!(site.auth_times(&first), [json!(LOGIN), json!(LOGIN)]);
    let in_time = site.server.send(&Request::get("/window").bearer(&first.0));
    assert_eq!(in_time.status, 200, "not fresh, but the login is recent");

    site.hands.set(LOGIN + 301);
    let second = site.pair(&Request::get("/refresh").bearer(&first.1));
    assert_eq!(site.auth_times(&second), [json!(LOGIN), json!(LOGIN)]);
    let too_late = site.server.send(&Request::get("/window").bearer(&second.0));
    assert_eq!(too_late.status, 401);

    let step_up = Request::get("/step-up").bearer(&second.0);
    let fresh = site.server.send(&step_up).body;
    assert_eq!(site.auth_time(&fresh), json!(LOGIN + 301));
    let again = site.server.send(&Request::get("/window").bearer(&fresh));
    assert_eq!(again.status, 200);
}

#[test]
fn a_token_that_nobody_logged_in_for_says_nothing() {
    let site = Site::open(NEW.config());
    let remembered = site.server.send(&Request::get("/remembered")).body;
    assert_eq!(site.auth_time(&remembered), Value::Null);
    let refused = site
        .server
        .send(&Request::get("/window").bearer(remembered));
    assert_eq!(refused.status, 401);
}

#[test]
fn what_one_user_proved_is_not_carried_on_for_another() {
    let site = Site::open(NEW.config());
    let (access, _) = site.pair(&Request::get("/login"));
    let other = site.pair(&Request::get("/impersonate").bearer(access));
    assert_eq!(site.auth_times(&other), [Value::Null, Value::Null]);
}

#[test]
fn what_was_proved_to_one_manager_is_not_carried_on_to_another() {
    let site = Site::open(NEW.config());
    let (access, _) = site.pair(&Request::get("/login"));
    let (access, refresh) = site.pair(&Request::get("/other-app").bearer(access));
    for token in [access, refresh] {
        let decoded = OTHER.decode_token(&token).unwrap();
        assert!(decoded.claims().get("auth_time").is_none());
    }
}

#[test]
fn a_refresh_makes_no_auth_time_up() {
    let site = Site::open(NEW.config());
    let refresh = |auth_time: Option<Value>| {
        let mut claims = claims("sub", json!({ "type": "refresh", "fresh": null }));
        claims["iat"] = json!(LOGIN);
        claims["nbf"] = json!(LOGIN);
        claims["exp"] = json!(LOGIN + 900);
        if let Some(auth_time) = auth_time {
            claims["auth_time"] = auth_time;
        }
        let token = Mint::new(&claims).key(SECRET).token();
        let made = site.pair(&Request::get("/refresh").bearer(token));
        site.auth_times(&made)
    };
    assert_eq!(refresh(None), [Value::Null, Value::Null]);
    // One that is no time is not carried on, and one that is, is to the letter.
    assert_eq!(refresh(Some(json!("today"))), [Value::Null, Value::Null]);
    assert_eq!(refresh(Some(json!(1.5))), [json!(1.5), json!(1.5)]);
}

#[test]
fn the_app_may_say_when_the_login_was() {
    for of in ALL {
        let site = Site::open(of.config());
        let elsewhere = site.pair(&Request::get("/login-elsewhere"));
        assert_eq!(
            site.auth_times(&elsewhere),
            [json!(LOGIN - 60), json!(LOGIN - 60)],
            "{}",
            of.name
        );
    }
    let site = Site::open(FLASK.config().encode_auth_time(true));
    let claimed = site.pair(&Request::get("/login-with-claim"));
    assert_eq!(
        site.auth_times(&claimed),
        [json!(LOGIN - 60), json!(LOGIN - 60)]
    );
}

#[test]
fn quart_and_flask_tokens_have_no_such_claim_unless_asked_for() {
    for of in ALL.into_iter().filter(|of| of.name != NEW.name) {
        let site = Site::open(of.config());
        let login = site.pair(&Request::get("/login"));
        let nothing = [Value::Null, Value::Null];
        assert_eq!(site.auth_times(&login), nothing, "{}", of.name);
        let refreshed = site.pair(&Request::get("/refresh").bearer(&login.1));
        assert_eq!(site.auth_times(&refreshed), nothing, "{}", of.name);

        let site = Site::open(of.config().encode_auth_time(true));
        let login = site.pair(&Request::get("/login"));
        let both = [json!(LOGIN), json!(LOGIN)];
        assert_eq!(site.auth_times(&login), both, "{}", of.name);
        site.hands.set(LOGIN + 5);
        let refreshed = site.pair(&Request::get("/refresh").bearer(&login.1));
        assert_eq!(site.auth_times(&refreshed), both, "{}", of.name);
    }
    let site = Site::open(NEW.config().encode_auth_time(false));
    let login = site.pair(&Request::get("/login"));
    assert_eq!(site.auth_times(&login), [Value::Null, Value::Null]);
}

/// The cookie that an implicit refresh set, if it did.
fn renewed(site: &Site, of: Configuration, token: &str) -> Option<String> {
    let name = if of.name == NEW.name {
        "__Host-access_token_cookie"
    } else {
        "access_token_cookie"
    };
    let request = Request::get("/page").header("Cookie", format!("{name}={token}"));
    let answer = site.server.send(&request);
    assert_eq!(answer.status, 200, "{}: {answer:?}", of.name);
    let cookies = answer.headers("Set-Cookie");
    let prefix = format!("{name}=");
    let value = cookies
        .iter()
        .find_map(|cookie| cookie.strip_prefix(&prefix))?;
    Some(value.split(';').next().unwrap().to_owned())
}

#[test]
fn an_implicit_refresh_keeps_to_its_cap_and_makes_no_login_up() {
    for of in ALL {
        let hour = Duration::from_secs(3600);
        let config = of.config().token_locations([TokenLocation::Cookies]);
        let site = Site::open(config.implicit_refresh(hour, 2 * hour));
        // Made by a refresh, long after a login that nobody knows of.
        let mut token = site.jwt.create_access_token("test").encode().unwrap();
        let mut last = LOGIN;
        for minutes in [10, 20, 30] {
            last = LOGIN + minutes * 60;
            site.hands.set(last);
            token = renewed(&site, of, &token).expect("it is time");
            assert_eq!(site.auth_time(&token), Value::Null, "{}", of.name);
            let decoded = site.jwt.decode_token(&token).unwrap();
            assert_eq!(decoded.claims()["orig_iat"], json!(LOGIN), "{}", of.name);
            assert_eq!(decoded.claims()["fresh"], json!(false), "{}", of.name);
        }
        let refused = Request::get("/window").header(
            "Cookie",
            format!("__Host-access_token_cookie={token}; access_token_cookie={token}"),
        );
        assert_eq!(site.server.send(&refused).status, 401, "{}", of.name);
        // The row of renewals ends two hours after its first token.
        while last < LOGIN + 2 * 3600 - 900 {
            last += 600;
            site.hands.set(last);
            token = renewed(&site, of, &token).expect("it is time");
        }
        let decoded = site.jwt.decode_token(&token).unwrap();
        assert_eq!(
            decoded.claims()["exp"],
            json!(LOGIN + 2 * 3600),
            "{}",
            of.name
        );
        site.hands.set(LOGIN + 2 * 3600 - 1);
        assert_eq!(renewed(&site, of, &token), None, "{}", of.name);
    }
}

#[test]
fn an_implicit_refresh_counts_from_the_login_and_carries_it_on() {
    let hour = Duration::from_secs(3600);
    let config = NEW.config().token_locations([TokenLocation::Cookies]);
    let site = Site::open(config.implicit_refresh(hour, hour));
    let fresh = site.jwt.create_access_token("test").fresh(true);
    let token = fresh.encode().unwrap();
    site.hands.set(LOGIN + 600);
    let token = renewed(&site, NEW, &token).expect("it is time");
    let decoded = site.jwt.decode_token(&token).unwrap();
    assert_eq!(decoded.claims()["auth_time"], json!(LOGIN));
    assert!(decoded.claims().get("orig_iat").is_none());

    // An `auth_time` that is no time begins nothing.
    let mut claims = json!({ "sub": "test", "type": "access", "fresh": false, "jti": "x" });
    claims["iat"] = json!(LOGIN);
    claims["exp"] = json!(LOGIN + 900);
    claims["csrf"] = json!("x");
    claims["auth_time"] = json!("later");
    let token = Mint::new(&claims).key(SECRET).token();
    assert_eq!(renewed(&site, NEW, &token), None);
}
