//! H3: a store could not be chosen at run time, for its type was the trait's parameter.

use std::{io, time::SystemTime};

use actix_web::rt::System;
use jwt_fresh::{
    DynRevocationStore, JwtManager, MemoryRevocationStore, Revocation, RevocationQuery,
    RevocationStore, TokenType, Verdict, jwt_required, revoke_jwt,
};
use jwt_fresh_tests::{ALL, Request, Server, endpoints};

/// A store that is down.
struct Down;

impl RevocationStore for Down {
    type Error = io::Error;

    async fn check(&self, _: &RevocationQuery<'_>) -> io::Result<Verdict> {
        Err(io::Error::other("down"))
    }

    async fn revoke(&self, _: &Revocation<'_>) -> io::Result<()> {
        Err(io::Error::other("down"))
    }
}

#[jwt_required]
async fn logout() -> jwt_fresh::Result<&'static str> {
    revoke_jwt().await?;
    Ok("logged out")
}

/// The statuses of a request, of a log-out and of a request after it.
fn statuses(jwt: &JwtManager) -> [u16; 3] {
    let server = Server::with(jwt, |app| {
        endpoints(app);
        app.route("/logout", actix_web::web::get().to(logout));
    });
    let token = jwt.create_access_token("alice").encode().unwrap();
    ["/protected", "/logout", "/protected"]
        .map(|path| server.send(&Request::get(path).bearer(&token)).status)
}

#[test]
fn the_error_of_the_store_is_in_there() {
    let store = DynRevocationStore::new(Down);
    let query = RevocationQuery::new("a-jti", TokenType::Access, SystemTime::now());
    let error = System::new().block_on(store.check(&query)).unwrap_err();
    assert_eq!(error.to_string(), "down");
    assert!(error.get_ref().is::<io::Error>());
    assert!(!format!("{error:?}").contains("down"), "it may be a secret");
}

#[test]
fn a_store_is_chosen_at_run_time() {
    for of in ALL {
        for (is_down, expected) in [(false, [200, 200, 401]), (true, [503, 503, 503])] {
            let chosen = match is_down {
                true => DynRevocationStore::new(Down),
                false => DynRevocationStore::new(MemoryRevocationStore::new()),
            };
            let builder = || JwtManager::builder(of.config());
            let boxed = builder().revocation_store(chosen).build().unwrap();
            let plain = match is_down {
                true => builder().revocation_store(Down),
                false => builder().revocation_store(MemoryRevocationStore::new()),
            };
            assert_eq!(statuses(&boxed), expected, "{}", of.name);
            assert_eq!(statuses(&plain.build().unwrap()), expected, "{}", of.name);
        }
    }
}
