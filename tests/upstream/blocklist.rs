//! 14. Blacklist / blocklist.

use std::sync::LazyLock;

use jwt_fresh::JwtManager;
use jwt_fresh_tests::Request;
use serde_json::{Value, json};

use super::{
    PYTHON,
    app::{App, NOW, config, start},
    token::{Token, refresh_token, token},
};
use crate::{
    agreed::Agreed,
    answer::{SAME, handler_runs, no_such_thing, page, refused},
    library::Library,
};

const REVOKED: &str = "Token has been revoked";

impl Token {
    fn with_jti(self, jti: &str) -> Self {
        self.claim("jti", json!(jti))
    }
}

fn revoked() -> Token {
    token().with_jti("revoked-jti")
}

fn revoked_refresh_token() -> Token {
    refresh_token().with_jti("revoked-jti")
}

/// What a handler sees of a revoked token.
fn revoked_claims() -> Value {
    match PYTHON {
        Library::Quart => json!({
            "exp": NOW + 900, "fresh": true, "iat": NOW, "identity": "test", "jti": "revoked-jti",
            "nbf": NOW, "type": "access", "user_claims": {},
        }),
        Library::Flask => json!({
            "exp": NOW + 900, "fresh": true, "iat": NOW, "jti": "revoked-jti", "nbf": NOW,
            "sub": "test", "type": "access",
        }),
    }
}

/// A blocklist that holds `revoked-jti`.
static BLOCKLIST: App = LazyLock::new(|| {
    start(
        JwtManager::builder(config())
            .token_in_blocklist_loader(|token| async move { token.jti() == Some("revoked-jti") }),
    )
});

table! { app: BLOCKLIST;
    /// revoked access token at jwt_required
    at_required: revoked().at("/protected"),
        quart: refused(401, REVOKED),
        flask: SAME;

    /// revoked at fresh_jwt_required
    at_fresh: revoked().at("/fresh"),
        quart: refused(401, REVOKED),
        flask: SAME;

    /// revoked refresh token at /refresh
    at_refresh: revoked_refresh_token().at("/refresh"),
        quart: refused(401, REVOKED),
        flask: SAME;

    /// token without jti (callback sees None)
    no_jti: token().without("jti").at("/protected"),
        quart: handler_runs("test")
            .agreed(Agreed::RevocableTokens, refused(422, "Missing claim: jti")),
        flask: SAME;

    /// decode_token(revoked) by hand (not looked up)
    decoded_by_hand: Request::post("/decode").json(&json!({ "token": revoked().text() })),
        quart: page(200, json!({ "claims": revoked_claims(), "jti": "revoked-jti" })),
        flask: SAME;
}

/// A callback that takes its time.
static ASYNC: App = LazyLock::new(|| {
    start(
        JwtManager::builder(config()).token_in_blocklist_loader(|token| async move {
            tokio::task::yield_now().await;
            token.jti() == Some("revoked-jti")
        }),
    )
});

table! { app: ASYNC;
    /// async callback, good token
    async_callback: token().at("/protected"),
        quart: refused(401, REVOKED).agreed(Agreed::AwaitedCallbacks, handler_runs("test")),
        flask: no_such_thing(handler_runs("test"));

    // The table doesn't have this: that the callback is asked all the same.
    /// async callback, revoked token
    async_callback_revoked: revoked().at("/protected"),
        quart: refused(401, REVOKED),
        flask: no_such_thing(refused(401, REVOKED));
}
