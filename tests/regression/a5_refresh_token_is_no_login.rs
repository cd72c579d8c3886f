//! A5: a refresh token that was created outside of an authenticated request was stamped "logged in now".
//!
//! After a refresh by hand, `max_age` passed days after the login.

use std::time::{Duration, UNIX_EPOCH};

use actix_web::{
    App, HttpRequest, HttpResponse, Responder,
    test::{TestRequest, call_service, init_service},
    web,
};
use jwt_fresh::{
    JwtContext, JwtManager, WithJwtContext, create_access_token, create_refresh_token,
    dangerous::decode_unverified, decode_token, get_csrf_token, get_jti, get_jwt_identity,
    jwt_optional, jwt_refresh_token_required, jwt_required, set_access_cookies,
    set_refresh_cookies, token_decoder, verify_jwt_in_request,
};
use jwt_fresh_tests::{ALL, Configuration, LogBook, NEW, Request, SECRET, Server, TestClock};
use serde_json::{Value, json};

const LOGIN: u64 = 1_800_000_000;
const DAYS: Duration = Duration::from_secs(7 * 24 * 60 * 60);

type Tokens = jwt_fresh::Result<HttpResponse>;

fn answer(access: &str, refresh: &str) -> Tokens {
    Ok(HttpResponse::Ok().json(json!({ "access": access, "refresh": refresh })))
}

/// The documented login: the access token first.
async fn login() -> Tokens {
    let access = create_access_token("test").fresh(true).encode()?;
    answer(&access, &create_refresh_token("test").encode()?)
}

/// A login that reads its own tokens, in every way there is.
async fn login_that_reads() -> Tokens {
    let access = create_access_token("test").fresh(true).encode()?;
    get_jti(&access)?;
    get_csrf_token(&access)?;
    decode_unverified(&access)?;
    let refresh = create_refresh_token("test").encode()?;
    decode_token(&refresh)?;
    let mut response = HttpResponse::Ok();
    set_access_cookies(&mut response, &access)?;
    set_refresh_cookies(&mut response, &refresh)?;
    let second = create_refresh_token("test").encode()?;
    Ok(response.json(json!({ "access": access, "refresh": second })))
}

async fn refresh_token_first() -> Tokens {
    let refresh = create_refresh_token("test").encode()?;
    answer(&create_access_token("test").fresh(true).encode()?, &refresh)
}

async fn of_somebody_else() -> Tokens {
    let access = create_access_token("test").fresh(true).encode()?;
    answer(&access, &create_refresh_token("somebody else").encode()?)
}

/// Nobody logs in: the access token is not fresh.
async fn not_fresh() -> Tokens {
    let access = create_access_token("test").encode()?;
    answer(&access, &create_refresh_token("test").encode()?)
}

/// A refresh by hand, as code from Python has it.
async fn by_hand(old: String) -> Tokens {
    let user = decode_token(&old)?.identity().clone();
    let access = create_access_token(&user).encode()?;
    answer(&access, &create_refresh_token(&user).encode()?)
}

/// The same, but a fresh access token is created. The refresh token must not take its login.
async fn fresh_by_hand(path: web::Path<String>, jwt: web::Data<JwtManager>, old: String) -> Tokens {
    let user = match &**path {
        "free" => decode_token(&old)?.identity().to_value(),
        "decoder" => token_decoder().decode(&old)?.identity().to_value(),
        "manager" => jwt.decode_token(&old)?.identity().to_value(),
        "expired" => match decode_token(&old) {
            Err(error) => error.refused_identity().to_value(),
            Ok(_) => return Ok(HttpResponse::BadRequest().finish()),
        },
        _ => decode_unverified(&old)?.claims()["sub"].clone(),
    };
    let access = create_access_token(&user).fresh(true).encode()?;
    answer(&access, &create_refresh_token(&user).encode()?)
}

/// The same in a thread, without the request's context.
async fn in_a_thread(jwt: web::Data<JwtManager>, old: String) -> Tokens {
    let user = decode_token(&old)?.identity().clone();
    let refresh = web::block(move || jwt.create_refresh_token(&user).encode())
        .await
        .unwrap()?;
    answer(&refresh, &refresh)
}

/// The snapshot of a request that has decoded a token.
async fn in_a_snapshot(old: String) -> Tokens {
    let user = decode_token(&old)?.identity().clone();
    let context = JwtContext::capture();
    let task = async move {
        let access = create_access_token(&user).fresh(true).encode()?;
        answer(&access, &create_refresh_token(&user).encode()?)
    };
    let in_task = task.with_jwt_context().await?;
    let in_scope = context.scope(|| {
        let access = create_access_token("test").fresh(true).encode()?;
        answer(&access, &create_refresh_token("test").encode()?)
    })?;
    drop(in_task);
    Ok(in_scope)
}

/// What is created in a snapshot stays there.
async fn handed_back() -> Tokens {
    let made = JwtContext::capture().scope(|| create_access_token("test").fresh(true).encode())?;
    let task = async { create_access_token("test").fresh(true).encode() };
    task.with_jwt_context().await?;
    answer(&made, &create_refresh_token("test").encode()?)
}

/// Rotates both tokens.
#[jwt_refresh_token_required]
async fn refresh() -> Tokens {
    let user = get_jwt_identity();
    let access = create_access_token(&user).encode()?;
    answer(&access, &create_refresh_token(&user).encode()?)
}

#[jwt_refresh_token_required]
async fn fresh_in_refresh() -> Tokens {
    let user = get_jwt_identity();
    let access = create_access_token(&user).fresh(true).encode()?;
    answer(&access, &create_refresh_token(&user).encode()?)
}

async fn fresh_until_in_refresh(request: HttpRequest) -> Tokens {
    verify_jwt_in_request(&request).refresh().await?;
    let end = UNIX_EPOCH + Duration::from_secs(LOGIN) + 2 * DAYS;
    let access = create_access_token("test").fresh_until(end).encode()?;
    answer(&access, &create_refresh_token("test").encode()?)
}

/// The user has given the password at the refresh.
#[jwt_refresh_token_required]
async fn login_in_refresh(clock: web::Data<TestClock>) -> Tokens {
    let now = UNIX_EPOCH + Duration::from_secs(clock.seconds());
    let access = create_access_token("test").fresh(true).auth_time(now);
    let refresh = create_refresh_token("test").auth_time(now);
    answer(&access.encode()?, &refresh.encode()?)
}

/// The user logs in again, while an older access token is still there.
#[jwt_optional]
async fn login_again() -> Tokens {
    let access = create_access_token("test").fresh(true).encode()?;
    answer(&access, &create_refresh_token("test").encode()?)
}

#[jwt_required(max_age = "5m")]
async fn window() -> impl Responder {
    "in time"
}

struct Site {
    clock: TestClock,
    jwt: JwtManager,
    server: Server,
}

impl Site {
    fn open(of: Configuration) -> Self {
        let clock = TestClock::at(LOGIN);
        // Clear of `csrf` under the ports, so that `get_csrf_token` works everywhere.
        let locations = [
            jwt_fresh::TokenLocation::Headers,
            jwt_fresh::TokenLocation::Cookies,
        ];
        let config = of
            .config()
            .encode_auth_time(true)
            .token_locations(locations)
            .clock(clock.clone());
        let jwt = JwtManager::new(config).unwrap();
        let (data, time) = (web::Data::new(jwt.clone()), web::Data::new(clock.clone()));
        let server = Server::with(&jwt, move |app| {
            app.app_data(data.clone())
                .app_data(time.clone())
                .route("/login", web::to(login))
                .route("/login-that-reads", web::to(login_that_reads))
                .route("/refresh-token-first", web::to(refresh_token_first))
                .route("/of-somebody-else", web::to(of_somebody_else))
                .route("/not-fresh", web::to(not_fresh))
                .route("/by-hand", web::to(by_hand))
                .route("/fresh-by-hand/{how}", web::to(fresh_by_hand))
                .route("/in-a-thread", web::to(in_a_thread))
                .route("/in-a-snapshot", web::to(in_a_snapshot))
                .route("/handed-back", web::to(handed_back))
                .route("/refresh", web::to(refresh))
                .route("/fresh-in-refresh", web::to(fresh_in_refresh))
                .route("/fresh-until-in-refresh", web::to(fresh_until_in_refresh))
                .route("/login-in-refresh", web::to(login_in_refresh))
                .route("/login-again", web::to(login_again))
                .route("/window", web::to(window));
        });
        Self { clock, jwt, server }
    }

    fn tokens(&self, request: &Request) -> [String; 2] {
        let answer = self.server.send(request);
        assert_eq!(answer.status, 200, "{request}: {answer:?}");
        ["access", "refresh"].map(|name| answer.json()[name].as_str().unwrap().to_owned())
    }

    fn auth_time(&self, token: &str) -> Value {
        let token = self.jwt.decode_token(token).unwrap();
        token.claims().get("auth_time").cloned().unwrap_or_default()
    }

    /// The `auth_time` of the refresh token that an endpoint creates.
    fn of_refresh_token(&self, request: &Request) -> Value {
        let [_, refresh] = self.tokens(request);
        self.auth_time(&refresh)
    }
}

#[test]
fn a_login_that_creates_the_access_token_first_stamps_the_refresh_token() {
    for of in ALL {
        let site = Site::open(of);
        for path in ["/login", "/login-that-reads"] {
            let made = site.of_refresh_token(&Request::get(path));
            assert_eq!(made, json!(LOGIN), "{} {path}", of.name);
        }
        for path in [
            "/refresh-token-first",
            "/of-somebody-else",
            "/not-fresh",
            "/handed-back",
        ] {
            let made = site.of_refresh_token(&Request::get(path));
            assert_eq!(made, Value::Null, "{} {path}", of.name);
        }
        // Outside of any request there is no login either.
        let made = site.jwt.create_refresh_token("test").encode().unwrap();
        assert_eq!(site.auth_time(&made), Value::Null, "{}", of.name);
    }
}

#[test]
fn a_refresh_by_hand_is_no_login() {
    for of in ALL {
        let site = Site::open(of);
        let [old_access, old] = site.tokens(&Request::get("/login"));
        site.clock.pass(DAYS);
        let unverified = if of.identity_claim == "sub" {
            "unverified"
        } else {
            "free"
        };
        let mut cases = vec!["/by-hand", "/in-a-thread", "/in-a-snapshot"];
        let paths =
            ["free", "decoder", "manager", unverified].map(|how| format!("/fresh-by-hand/{how}"));
        cases.extend(paths.iter().map(String::as_str));
        for path in cases {
            let made = site.tokens(&Request::post(path).body(&old));
            assert_eq!(site.auth_time(&made[1]), Value::Null, "{} {path}", of.name);
            // What is refreshed from it later asks for a login.
            let [access, _] = site.tokens(&Request::get("/refresh").bearer(&made[1]));
            let late = site.server.send(&Request::get("/window").bearer(access));
            assert_eq!(late.status, 401, "{} {path}", of.name);
        }
        // The expired token of an error is another token too.
        let expired = Request::post("/fresh-by-hand/expired").body(&old_access);
        assert_eq!(site.of_refresh_token(&expired), Value::Null, "{}", of.name);
    }
}

#[test]
fn a_refresh_keeps_the_time_of_its_login() {
    for of in ALL {
        let site = Site::open(of);
        let [old_access, old] = site.tokens(&Request::get("/login"));
        site.clock.pass(Duration::from_secs(60));
        let [access, refresh] = site.tokens(&Request::get("/refresh").bearer(&old));
        assert_eq!(site.auth_time(&access), json!(LOGIN), "{}", of.name);
        assert_eq!(site.auth_time(&refresh), json!(LOGIN), "{}", of.name);
        // A login in a request that an access token has authenticated is a new one.
        let again = Request::get("/login-again").bearer(&old_access);
        assert_eq!(
            site.of_refresh_token(&again),
            json!(LOGIN + 60),
            "{}",
            of.name
        );
        let told = Request::get("/login-in-refresh").bearer(&old);
        assert_eq!(
            site.of_refresh_token(&told),
            json!(LOGIN + 60),
            "{}",
            of.name
        );
    }
}

#[test]
fn a_fresh_token_in_a_refresh_needs_the_time_of_its_login() {
    let log = LogBook::open();
    for of in ALL {
        let site = Site::open(of);
        let [_, old] = site.tokens(&Request::get("/login"));
        site.clock.pass(DAYS);
        for path in ["/fresh-in-refresh", "/fresh-until-in-refresh"] {
            let request = Request::get(path).bearer(&old);
            if of.name == NEW.name {
                let answer = site.server.send(&request);
                assert_eq!(answer.status, 500, "{path}: {answer:?}");
                assert!(!answer.body.contains("auth_time"), "{path}: {answer:?}");
                continue;
            }
            for _ in 0..2 {
                let [access, refresh] = site.tokens(&request);
                // As fresh as the app says, but no new login.
                assert_eq!(site.auth_time(&access), json!(LOGIN), "{} {path}", of.name);
                assert_eq!(site.auth_time(&refresh), json!(LOGIN), "{} {path}", of.name);
                let late = site.server.send(&Request::get("/window").bearer(access));
                assert_eq!(late.status, 401, "{} {path}", of.name);
            }
        }
    }
    let errors = log.lines_with("`.auth_time(SystemTime::now())`");
    let of_level = |level: &str| errors.iter().filter(|line| line.starts_with(level)).count();
    assert_eq!(of_level("ERROR"), 2, "{errors:?}");
    // Once for each of the two managers of the ports.
    assert_eq!(of_level("WARN"), 2, "{errors:?}");
}

/// On this thread, as other tests cause the same line.
#[actix_web::test]
async fn a_token_without_a_login_is_hinted_at_once() {
    let log = LogBook::open();
    let lines = || log.lines_here_with("`max_age` was applied");
    let before = lines().len();
    let jwt = JwtManager::new(NEW.config()).unwrap();
    let app = App::new()
        .wrap(jwt.clone())
        .route("/window", web::to(window));
    let app = init_service(app).await;
    let status = async |token: &str| {
        let request = TestRequest::get()
            .uri("/window")
            .insert_header(("Authorization", format!("Bearer {token}")));
        call_service(&app, request.to_request()).await.status()
    };

    let told = jwt.create_access_token("test").fresh(true);
    assert_eq!(status(&told.encode().unwrap()).await, 200);
    assert_eq!(lines().len(), before);

    let token = jwt.create_access_token("test").encode().unwrap();
    for _ in 0..3 {
        assert_eq!(status(&token).await, 401);
    }
    let lines = lines();
    assert_eq!(lines.len(), before + 1, "{lines:?}");
    let line = &lines[before];
    assert!(line.starts_with("WARN"), "{line}");
    assert!(!line.contains(SECRET) && !line.contains(&token), "{line}");
}
