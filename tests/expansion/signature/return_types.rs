//! Whatever actix-web takes as an answer, and every way to leave a body.

use std::num::ParseIntError;

use actix_web::{
    Either, HttpResponse, Responder, ResponseError, get, http::StatusCode, test::TestRequest, web,
};
use jwt_fresh::{get_jwt_identity, jwt_required};
use jwt_fresh_tests::in_process::{Token, protected, send};

#[derive(Debug)]
struct NotANumber;

impl From<ParseIntError> for NotANumber {
    fn from(_: ParseIntError) -> Self {
        Self
    }
}

impl std::fmt::Display for NotANumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("not a number")
    }
}

impl ResponseError for NotANumber {
    fn status_code(&self) -> StatusCode {
        StatusCode::UNPROCESSABLE_ENTITY
    }
}

#[get("/impl/{text}")]
#[jwt_required]
async fn opaque(text: web::Path<String>) -> impl Responder + use<> {
    text.into_inner()
}

#[get("/question/{text}")]
#[jwt_required]
async fn question_mark(text: web::Path<String>) -> Result<impl Responder, NotANumber> {
    let number: u32 = text.parse()?;
    Ok((number + 1).to_string())
}

#[get("/early/{text}")]
#[jwt_required]
async fn early(text: web::Path<String>) -> HttpResponse {
    if text.len() > 3 {
        return HttpResponse::Ok().body("long");
    }
    HttpResponse::Ok().body("short")
}

#[get("/option/{text}")]
#[jwt_required]
async fn option(text: web::Path<String>) -> Option<&'static str> {
    text.parse::<u32>().ok()?;
    Some("number")
}

#[get("/jwt/{text}")]
#[jwt_required]
async fn jwt_error(text: web::Path<String>) -> jwt_fresh::Result<impl Responder> {
    jwt_fresh::decode_token(text.as_str())?;
    Ok("decoded")
}

#[get("/tuple/{text}")]
#[jwt_required]
async fn tuple(text: web::Path<String>) -> (String, StatusCode) {
    (text.into_inner(), StatusCode::OK)
}

#[get("/either/{text}")]
#[jwt_required]
async fn either(text: web::Path<String>) -> Either<HttpResponse, Result<String, actix_web::Error>> {
    Either::Right(Ok(text.into_inner()))
}

#[get("/json/{text}")]
#[jwt_required]
async fn json(text: web::Path<String>) -> web::Json<[String; 1 + 1]> {
    web::Json([text.into_inner(), get_jwt_identity().to_string()])
}

fn app(app: &mut web::ServiceConfig) {
    app.service(opaque)
        .service(question_mark)
        .service(early)
        .service(option)
        .service(jwt_error)
        .service(tuple)
        .service(either)
        .service(json);
}

#[actix_web::test]
async fn every_answer_arrives() {
    assert_eq!(protected(app, "/impl/ab").await, "ab");
    assert_eq!(protected(app, "/question/41").await, "42");
    assert_eq!(protected(app, "/early/abcd").await, "long");
    assert_eq!(protected(app, "/early/ab").await, "short");
    assert_eq!(protected(app, "/option/1").await, "number");
    assert_eq!(protected(app, "/tuple/ab").await, "ab");
    assert_eq!(protected(app, "/either/ab").await, "ab");
    assert_eq!(protected(app, "/json/ab").await, r#"["ab","test"]"#);
}

#[actix_web::test]
async fn every_error_arrives() {
    let (status, body) = send(app, TestRequest::with_uri("/question/x"), Token::Access).await;
    assert_eq!((status, body.as_str()), (422, "not a number"));
    assert_eq!(
        send(app, TestRequest::with_uri("/option/x"), Token::Access)
            .await
            .0,
        404
    );
    let (status, body) = send(app, TestRequest::with_uri("/jwt/x"), Token::Access).await;
    assert_eq!(
        (status, body.as_str()),
        (422, r#"{"msg":"Not enough segments"}"#)
    );
}
