//! G2: a request that was refused left no trace in the log, at any level, so that nobody saw an attack.
//!
//! Now each refusal is one line and one call of the observer, with a stable reason.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use actix_web::web;
use jwt_fresh::{JwtManager, JwtObserver, TokenRefused, jwt_required};
use jwt_fresh_tests::{ALL, LogBook, Request, Server, now};
use serde_json::json;

#[derive(Default)]
struct Refusals(AtomicUsize);

impl JwtObserver for Refusals {
    fn token_refused(&self, _: &TokenRefused<'_>) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

#[jwt_required]
async fn protected() -> &'static str {
    "passed"
}

#[test]
fn each_refusal_is_one_line_of_a_logger_too() {
    let log = LogBook::open();
    for of in ALL {
        let refusals = Arc::new(Refusals::default());
        let config = of.config().observer(Arc::clone(&refusals));
        let jwt = JwtManager::new(config).unwrap();
        let route = format!("/g2-{}/{{name}}", of.name);
        let registered = route.clone();
        let server = Server::with(&jwt, move |app| {
            app.route(&registered, web::get().to(protected));
        });
        let request = Request::get(&format!("/g2-{}/a-path-of-a-client", of.name));
        let field = format!("route={route}");
        for (level, reason, request) in [
            ("DEBUG", "missing_token", request.clone()),
            (
                "DEBUG",
                "expired",
                request
                    .clone()
                    .bearer(of.token(json!({ "exp": now() - 600 }))),
            ),
            (
                "WARN",
                "bad_signature",
                request.clone().bearer(of.forged_token(json!({}))),
            ),
        ] {
            let (logged, seen) = (
                log.lines_with(&field).len(),
                refusals.0.load(Ordering::SeqCst),
            );
            assert!(server.send(&request).status >= 400, "{} {reason}", of.name);
            let lines = log.lines_with(&field).split_off(logged);
            let [line] = &lines[..] else {
                panic!("{} {reason}: {lines:?}", of.name);
            };
            assert!(line.starts_with(&format!("{level} jwt_fresh ")), "{line}");
            assert!(line.contains("event=\"token.refused\""), "{line}");
            assert!(line.contains(&format!("reason=\"{reason}\"")), "{line}");
            assert!(!line.contains("a-path-of-a-client"), "{line}");
            assert_eq!(refusals.0.load(Ordering::SeqCst), seen + 1, "{reason}");
        }
        let seen = refusals.0.load(Ordering::SeqCst);
        let good = request.bearer(of.token(json!({})));
        assert_eq!(server.send(&good).status, 200, "{}", of.name);
        assert_eq!(refusals.0.load(Ordering::SeqCst), seen);
        let line = log.lines_with(&field).pop().unwrap();
        assert!(line.starts_with("TRACE jwt_fresh "), "{line}");
    }
}
