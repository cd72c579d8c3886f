//! B10: a manager with leeway accepted what another one had revoked, from a minute after `exp` on.

use std::time::Duration;

use jwt_fresh::{JwtManager, MemoryRevocationStore, jwt_required, revoke_jwt};
use jwt_fresh_tests::{ALL, Configuration, Request, Server, TestClock, endpoints};

const START: u64 = 1_700_000_000;
const LIFETIME: u64 = 30;
const LEEWAY: u64 = 300;

#[jwt_required]
async fn logout() -> jwt_fresh::Result<&'static str> {
    revoke_jwt().await?;
    Ok("logged out")
}

fn serve(
    of: Configuration,
    leeway: u64,
    clock: &TestClock,
    store: &MemoryRevocationStore,
) -> (JwtManager, Server) {
    let config = of
        .config()
        .access_token_expires(Duration::from_secs(LIFETIME))
        .decode_leeway(Duration::from_secs(leeway))
        .clock(clock.clone());
    let jwt = JwtManager::builder(config)
        .revocation_store(store.clone())
        .build()
        .unwrap();
    let server = Server::with(&jwt, |app| {
        endpoints(app);
        app.route("/logout", actix_web::web::get().to(logout));
    });
    (jwt, server)
}

#[test]
fn it_is_revoked_for_the_longest_leeway() {
    for of in ALL {
        let (clock, store) = (TestClock::at(START), MemoryRevocationStore::new());
        let (jwt, strict) = serve(of, 0, &clock, &store);
        let (_, lenient) = serve(of, LEEWAY, &clock, &store);
        let token = jwt.create_access_token("alice").encode().unwrap();
        let control = jwt.create_access_token("bob").encode().unwrap();
        let send = |server: &Server, path: &str, token: &str| {
            server.send(&Request::get(path).bearer(token)).status
        };
        assert_eq!(send(&strict, "/logout", &token), 200, "{}", of.name);
        for after in [0, 59, 61, 200, LEEWAY - 1] {
            clock.set(START + LIFETIME + after);
            // So many that whatever is forgotten at this time is forgotten.
            for _ in 0..300 {
                assert_eq!(send(&lenient, "/protected", &control), 200, "{}", of.name);
            }
            assert_eq!(
                send(&lenient, "/protected", &token),
                401,
                "{} {after}",
                of.name
            );
            assert_eq!(send(&strict, "/protected", &control), 401, "{}", of.name);
        }
        clock.set(START + LIFETIME + LEEWAY);
        assert_eq!(send(&lenient, "/protected", &control), 401, "{}", of.name);
    }
}
