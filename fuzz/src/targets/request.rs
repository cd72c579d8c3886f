//! A whole request against an app: a request line, header lines, an empty line, a body.
//!
//! The first byte of the request line selects the configuration. `{fresh}`, `{access}`, `{refresh}`,
//! `{expired}` and `{csrf}` stand for tokens and their CSRF value, so that inputs can move them about.

use std::{cell::RefCell, future::Future, pin::Pin, rc::Rc};

use actix_http::Request;
use actix_web::{
    App, HttpResponse,
    body::to_bytes,
    dev::Service,
    http::{
        Method, Uri,
        header::{HeaderName, HeaderValue},
    },
    rt::Runtime,
    test::{TestRequest, init_service},
    web,
};
use jwt_fresh::{
    JwtManager, fresh_jwt_required, get_jwt_identity, jwt_optional, jwt_refresh_token_required,
    jwt_required,
};

use crate::{
    input::{line, select},
    jwt::{CSRF, MANAGERS, TOKENS},
    reference::urlencoded::percent_decode,
};

/// What no response may repeat, wherever a request has it.
const CANARY: &str = "c4n4ry";

#[jwt_required]
async fn required() -> String {
    format!("identity: {}", get_jwt_identity())
}

#[fresh_jwt_required]
async fn fresh() -> String {
    format!("identity: {}", get_jwt_identity())
}

#[jwt_refresh_token_required]
async fn refresh() -> String {
    format!("identity: {}", get_jwt_identity())
}

#[jwt_optional]
async fn optional() -> String {
    format!("identity: {}", get_jwt_identity())
}

#[jwt_required]
async fn with_body(body: web::Json<serde_json::Value>) -> HttpResponse {
    drop(body);
    HttpResponse::Ok().body(format!("identity: {}", get_jwt_identity()))
}

/// Status, headers and body.
struct Response(u16, String, Vec<u8>);

type Call = Rc<dyn Fn(Request) -> Pin<Box<dyn Future<Output = Response>>>>;

thread_local! {
    static APPS: RefCell<Option<(Runtime, [Call; 3])>> = const { RefCell::new(None) };
}

/// No response is a 5xx or repeats what was sent, and no request without a valid token of the right type
/// reaches a protected handler.
pub fn check(data: &[u8]) -> bool {
    let Some((config, rest)) = select(data, 3) else {
        return false;
    };
    let sent = with_tokens(rest);
    let Some(request) = parsed(&sent) else {
        return false;
    };
    let (method, path) = (request.method().clone(), request.path().to_owned());
    let Response(status, headers, body) = respond(config, request);
    let body = String::from_utf8_lossy(&body);

    assert!(status < 500, "{status} {body}");
    assert!(!body.contains(CANARY) && !headers.contains(CANARY));
    for (_, token) in TOKENS.iter() {
        let signature = token.rsplit('.').next().unwrap_or_default();
        assert!(!body.contains(signature) && !headers.contains(signature));
    }
    let allowed: &[&str] = match &*path {
        "/fresh" => &["{fresh}"],
        "/refresh" => &["{refresh}"],
        _ => &["{fresh}", "{access}"],
    };
    match &*body {
        "identity: alice" => {
            assert_eq!(status, 200);
            let spellings = spellings(&sent);
            let has = |text: &str| spellings.iter().any(|spelling| contains(spelling, text));
            let mut tokens = TOKENS.iter().filter(|(name, _)| allowed.contains(name));
            assert!(
                tokens.any(|(_, token)| has(token)),
                "authenticated without a token"
            );
            if is_in_cookies_alone(&sent) && writes(&method) {
                assert!(has(CSRF), "authenticated without a CSRF value");
            }
            true
        }
        "identity: null" => {
            assert_eq!(path, "/optional", "not authenticated: {method}");
            false
        }
        // The Python configurations answer OPTIONS in place of the handler.
        "" if method == Method::OPTIONS => {
            assert!(config != 0 && status == 200 || status >= 400);
            false
        }
        _ => {
            assert!(status >= 400, "{status} {body}");
            false
        }
    }
}

fn with_tokens(data: &[u8]) -> Vec<u8> {
    let mut filled = Vec::with_capacity(data.len());
    let mut rest = data;
    while let Some((first, behind)) = rest.split_first() {
        match TOKENS
            .iter()
            .find(|(name, _)| rest.starts_with(name.as_bytes()))
        {
            Some((name, token)) if *first == b'{' => {
                filled.extend_from_slice(token.as_bytes());
                rest = &rest[name.len()..];
            }
            _ => {
                filled.push(*first);
                rest = behind;
            }
        }
    }
    filled
}

/// Method, target, header lines, an empty line and the body.
fn parsed(sent: &[u8]) -> Option<Request> {
    let (first, mut rest) = line(sent);
    let mut words = first.splitn(2, |byte| *byte == b' ');
    let method = Method::from_bytes(words.next()?).ok()?;
    let target = words.next()?;
    // As the parser of HTTP/1 leaves a target to the app.
    let uri = Uri::try_from(target)
        .ok()
        .filter(|uri| uri.path().starts_with('/'))?;
    let mut request = TestRequest::default().method(method);
    loop {
        let (header, behind) = line(rest);
        rest = behind;
        if header.is_empty() {
            break;
        }
        let colon = header.iter().position(|byte| *byte == b':')?;
        let name = HeaderName::from_bytes(&header[..colon]).ok()?;
        let value = HeaderValue::from_bytes(header[colon + 1..].trim_ascii()).ok()?;
        request = request.append_header((name, value));
    }
    let mut request = request.set_payload(rest.to_vec()).to_request();
    request.head_mut().uri = uri;
    Some(request)
}

fn respond(config: usize, request: Request) -> Response {
    APPS.with_borrow_mut(|apps| {
        let (runtime, apps) = apps.get_or_insert_with(|| {
            let runtime = Runtime::new().expect("a runtime");
            let apps = [0, 1, 2].map(|config| runtime.block_on(app(MANAGERS[config].clone())));
            (runtime, apps)
        });
        runtime.block_on(apps[config](request))
    })
}

async fn app(jwt: JwtManager) -> Call {
    let app = App::new()
        .wrap(jwt)
        .route("/required", web::route().to(required))
        .route("/fresh", web::route().to(fresh))
        .route("/refresh", web::route().to(refresh))
        .route("/optional", web::route().to(optional))
        .route("/with-body", web::route().to(with_body));
    let service = Rc::new(init_service(app).await);
    Rc::new(move |request| {
        let service = service.clone();
        Box::pin(async move {
            let response = match service.call(request).await {
                Ok(response) => response.into_parts().1.map_into_boxed_body(),
                Err(error) => error.error_response(),
            };
            let (status, headers) = (response.status(), format!("{:?}", response.headers()));
            let body = to_bytes(response.into_body()).await.unwrap_or_default();
            Response(status.as_u16(), headers, body.to_vec())
        })
    })
}

/// The bytes as they were sent, and with percent signs and the escapes of JSON decoded.
fn spellings(sent: &[u8]) -> [Vec<u8>; 3] {
    let mut unescaped = Vec::new();
    let mut rest = sent;
    loop {
        let hex = |rest: &[u8]| {
            let digits = std::str::from_utf8(rest.get(2..6)?).ok()?;
            u8::try_from(u16::from_str_radix(digits, 16).ok()?).ok()
        };
        (rest, _) = match rest {
            [] => break,
            [b'\\', b'u', ..] if hex(rest).is_some() => (&rest[6..], unescaped.extend(hex(rest))),
            [b'\\', escaped, behind @ ..] => (behind, unescaped.push(*escaped)),
            [byte, behind @ ..] => (behind, unescaped.push(*byte)),
        };
    }
    [sent.to_vec(), percent_decode(sent), unescaped]
}

fn contains(bytes: &[u8], text: &str) -> bool {
    bytes
        .windows(text.len())
        .any(|part| part == text.as_bytes())
}

/// Whether all tokens are in the lines of `Cookie` headers.
fn is_in_cookies_alone(sent: &[u8]) -> bool {
    let is_cookie = |line: &[u8]| {
        line.get(..7)
            .is_some_and(|name| name.eq_ignore_ascii_case(b"cookie:"))
    };
    let others: Vec<_> = sent
        .split(|byte| *byte == b'\n')
        .filter(|line| !is_cookie(line))
        .collect();
    let spellings = spellings(&others.join(&b'\n'));
    let has = |text: &str| spellings.iter().any(|spelling| contains(spelling, text));
    !TOKENS
        .iter()
        .any(|(name, token)| *name != "{csrf}" && has(token))
}

fn writes(method: &Method) -> bool {
    ["POST", "PUT", "PATCH", "DELETE"].contains(&&*method.as_str().to_ascii_uppercase())
}
