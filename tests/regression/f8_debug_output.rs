//! F8: the `Debug` output of `JsonObject` and `Claims<T>` showed each claim, the CSRF value too, so
//! that `#[instrument]` on a handler logged them.

use actix_web::{App, get, test};
use jwt_fresh::{
    Access, Claims, CurrentUser, Fresh, Identity, JwtContext, JwtError, JwtManager,
    create_access_token, get_jwt, get_jwt_header, jwt_required, token_decoder,
};
use jwt_fresh_tests::{ALL, Mint, SECRET, claims};
use serde_json::{Map, Value, json};

/// Occurs in each claim of the app.
const CANARY: &str = "canary";

#[derive(Clone, Debug, serde::Deserialize)]
#[expect(dead_code, reason = "printed, if the output is not redacted")]
struct Own {
    own: String,
    csrf: String,
}

#[get("/")]
#[jwt_required(fresh)]
async fn debug_output(
    typed: Claims<Own>,
    untyped: Claims<Map<String, Value>>,
    access: Access,
    fresh: Fresh<Own>,
    identity: Identity,
    user: CurrentUser<String>,
) -> String {
    let (all, header) = (get_jwt(), get_jwt_header());
    assert_eq!(all["own"], CANARY);
    assert_eq!(typed.own, CANARY);
    assert_eq!(identity, CANARY);
    let token = access.token().clone();
    let builder = create_access_token(CANARY).claims(json!({ "own": CANARY }));
    let decoder = token_decoder().csrf_value(CANARY);
    let error = JwtError::permission_denied(token.clone());
    format!(
        "{typed:?} {untyped:?} {access:?} {fresh:?} {identity:?} {user:?} {all:?} {header:?} \
         {token:?} {builder:?} {decoder:?} {error:?} {:#?} {:?} {:?}",
        token.claims(),
        token.user_claims(),
        JwtContext::capture(),
    )
}

#[actix_web::test]
async fn no_claim_is_printed() {
    for of in ALL {
        let jwt = JwtManager::builder(of.config())
            .user_lookup_loader(|_| async { Some(CANARY.to_owned()) })
            .build()
            .unwrap();
        let app = test::init_service(App::new().wrap(jwt).service(debug_output)).await;
        let changes = json!({ (of.identity_claim): CANARY, "own": CANARY, "csrf": CANARY, "user_claims": { "a": CANARY } });
        let token = Mint::new(&claims(of.identity_claim, changes))
            .header(json!({ "alg": "HS256", "typ": "JWT", "kid": CANARY }).to_string())
            .key(SECRET)
            .token();
        let request =
            test::TestRequest::get().insert_header(("Authorization", format!("Bearer {token}")));
        let response = test::call_service(&app, request.to_request()).await;
        let status = response.status();
        let printed = String::from_utf8(test::read_body(response).await.to_vec()).unwrap();
        assert_eq!(status, 200, "{printed}");
        assert!(
            printed.contains("Claims") && printed.contains("JsonObject"),
            "{printed}"
        );
        assert!(!printed.contains(CANARY), "{} {printed}", of.name);
    }
}
