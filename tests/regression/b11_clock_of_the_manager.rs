//! B11: a store in memory went by the system's clock, and forgot at once under `JwtConfig::clock` in the
//! past.

use jwt_fresh::{JwtManager, MemoryRevocationStore, jwt_required, revoke_jwt};
use jwt_fresh_tests::{ALL, Request, Server, TestClock, endpoints};

#[jwt_required]
async fn logout() -> jwt_fresh::Result<&'static str> {
    revoke_jwt().await?;
    Ok("logged out")
}

#[test]
fn a_revocation_lasts_by_the_managers_clock() {
    for of in ALL {
        // In 2001, and in 2100.
        for now in [1_000_000_000, 4_100_000_000] {
            let jwt = JwtManager::builder(of.config().clock(TestClock::at(now)))
                .revocation_store(MemoryRevocationStore::new())
                .build()
                .unwrap();
            let server = Server::with(&jwt, |app| {
                endpoints(app);
                app.route("/logout", actix_web::web::get().to(logout));
            });
            let token = jwt.create_access_token("alice").encode().unwrap();
            let control = jwt.create_access_token("bob").encode().unwrap();
            let send =
                |path: &str, token: &str| server.send(&Request::get(path).bearer(token)).status;
            assert_eq!(send("/logout", &token), 200, "{} {now}", of.name);
            for _ in 0..300 {
                assert_eq!(send("/protected", &control), 200, "{} {now}", of.name);
            }
            assert_eq!(send("/protected", &token), 401, "{} {now}", of.name);
        }
    }
}
