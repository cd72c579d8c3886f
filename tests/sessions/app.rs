//! The app of these tests, and a user of it.

use actix_web::{HttpResponse, Responder, web};
use jwt_fresh::{
    JwtConfig, JwtManager, MemoryRevocationStore, Rotated, create_access_token, fresh_jwt_required,
    get_jwt_identity, get_session_id, jwt_refresh_token_required, jwt_required, revoke_jwt,
    revoke_other_sessions, revoke_session, start_session,
};
use jwt_fresh_tests::{Configuration, Request, Response, Server, TestClock};
use serde_json::{Value, json};

pub const START: u64 = 1_700_000_000;

/// A manager with sessions in memory, on a clock of its own.
pub fn manager(config: JwtConfig, store: &MemoryRevocationStore, clock: &TestClock) -> JwtManager {
    JwtManager::builder(config.clock(clock.clone()))
        .session_store(store.clone())
        .build()
        .unwrap()
}

pub struct Site {
    pub server: Server,
    pub jwt: JwtManager,
    pub clock: TestClock,
}

impl Site {
    pub fn open(of: Configuration) -> Self {
        Self::with(of.config())
    }

    pub fn with(config: JwtConfig) -> Self {
        let clock = TestClock::at(START);
        let jwt = manager(config, &MemoryRevocationStore::new(), &clock);
        Self::of(jwt, clock)
    }

    pub fn of(jwt: JwtManager, clock: TestClock) -> Self {
        Self {
            server: Server::with(&jwt, endpoints(&jwt)),
            jwt,
            clock,
        }
    }

    /// The tokens of a login.
    pub fn log_in(&self, who: &str) -> Tokens {
        let answer = self.post("/login", None, &json!({ "who": who, "label": "test" }));
        assert_eq!(answer.status, 200, "{}", answer.body);
        Tokens::of(&answer)
    }

    pub fn get(&self, path: &str, token: &str) -> Response {
        self.server.send(&Request::get(path).bearer(token))
    }

    pub fn post(&self, path: &str, token: Option<&str>, body: &Value) -> Response {
        let request = Request::post(path).json(body);
        self.server.send(&match token {
            Some(token) => request.bearer(token),
            None => request,
        })
    }

    /// What a refresh with that token comes to.
    pub fn rotate(&self, refresh: &str) -> Result<Tokens, (u16, String)> {
        let answer = self.post("/rotate", Some(refresh), &json!({}));
        match answer.status {
            200 => Ok(Tokens::of(&answer)),
            status => Err((status, answer.body)),
        }
    }

    pub fn is_in(&self, access: &str) -> bool {
        match self.get("/me", access).status {
            200 => true,
            401 => false,
            other => panic!("{other}"),
        }
    }

    /// The labels and ids of a user's sessions.
    pub fn sessions(&self, access: &str) -> Vec<String> {
        let listed = self.get("/sessions", access);
        assert_eq!(listed.status, 200, "{}", listed.body);
        serde_json::from_value(listed.json()).unwrap()
    }
}

#[derive(Clone, Debug)]
pub struct Tokens {
    pub access: String,
    pub refresh: String,
}

impl Tokens {
    fn of(answer: &Response) -> Self {
        let body = answer.json();
        let text = |name: &str| body[name].as_str().unwrap().to_owned();
        Self {
            access: text("access_token"),
            refresh: text("refresh_token"),
        }
    }
}

/// The claims of a token, unverified.
pub fn claims(token: &str) -> Value {
    use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
    let payload = token.split('.').nth(1).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(payload).unwrap()).unwrap()
}

pub fn endpoints(jwt: &JwtManager) -> impl Fn(&mut web::ServiceConfig) + Clone + Send + 'static {
    let jwt = jwt.clone();
    move |app| {
        app.app_data(web::Data::new(jwt.clone()))
            .route("/login", web::post().to(login))
            .route("/login-again", web::post().to(login_again))
            .route("/me", web::get().to(me))
            .route("/fresh", web::get().to(fresh))
            .route("/refresh", web::post().to(refresh))
            .route("/rotate", web::post().to(rotate))
            .route("/rotate-then-fail", web::post().to(rotate_then_fail))
            .route("/rotate-body", web::post().to(rotate_body))
            .route("/sessions", web::get().to(sessions))
            .route("/end", web::post().to(end))
            .route("/end-others", web::post().to(end_others))
            .route("/end-all", web::post().to(end_all))
            .route("/revoke", web::post().to(revoke));
    }
}

async fn login(body: web::Json<Value>) -> jwt_fresh::Result<impl Responder> {
    let label = body["label"].as_str().unwrap_or_default().to_owned();
    Ok(web::Json(start_session(&body["who"]).label(label).await?))
}

#[jwt_required]
async fn login_again(body: web::Json<Value>) -> jwt_fresh::Result<impl Responder> {
    let session = start_session(&body["who"]);
    let session = if body["keep"] == true {
        session.keep_former()
    } else {
        session
    };
    Ok(web::Json(session.await?))
}

#[jwt_required]
async fn me() -> impl Responder {
    get_jwt_identity().to_string()
}

#[fresh_jwt_required]
async fn fresh() -> impl Responder {
    get_jwt_identity().to_string()
}

#[jwt_refresh_token_required]
async fn refresh() -> jwt_fresh::Result<impl Responder> {
    let token = create_access_token(get_jwt_identity()).encode()?;
    Ok(web::Json(json!({ "access_token": token })))
}

#[jwt_refresh_token_required(rotate)]
async fn rotate(rotated: Rotated) -> impl Responder {
    web::Json(rotated.tokens().clone())
}

#[jwt_refresh_token_required(rotate)]
async fn rotate_then_fail(rotated: Rotated) -> impl Responder {
    assert!(rotated.session_id().is_some());
    HttpResponse::InternalServerError()
}

#[jwt_refresh_token_required(rotate)]
async fn rotate_body(_: web::Json<Vec<u8>>, rotated: Rotated) -> impl Responder {
    web::Json(rotated.tokens().clone())
}

#[jwt_required]
async fn sessions(jwt: web::Data<JwtManager>) -> jwt_fresh::Result<impl Responder> {
    let mine = get_session_id();
    let sessions = jwt.sessions_of(&get_jwt_identity()).await?;
    let lines = sessions.iter().map(|session| {
        let here = if Some(session.id()) == mine { "*" } else { "" };
        format!("{}{here}", session.id())
    });
    Ok(web::Json(lines.collect::<Vec<_>>()))
}

#[jwt_required]
async fn end(body: web::Json<Value>) -> jwt_fresh::Result<impl Responder> {
    let id = body["id"].as_str().and_then(jwt_fresh::SessionId::parse);
    revoke_session(id.unwrap()).await?;
    Ok(HttpResponse::NoContent())
}

#[jwt_required]
async fn end_others() -> jwt_fresh::Result<impl Responder> {
    revoke_other_sessions().await?;
    Ok(HttpResponse::NoContent())
}

#[jwt_required]
async fn end_all(jwt: web::Data<JwtManager>) -> jwt_fresh::Result<impl Responder> {
    jwt.revoke_all(&get_jwt_identity()).await?;
    Ok(HttpResponse::NoContent())
}

#[jwt_required]
async fn revoke() -> jwt_fresh::Result<impl Responder> {
    revoke_jwt().await?;
    Ok(HttpResponse::NoContent())
}
