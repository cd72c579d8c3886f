//! 14. Blacklist / blocklist.

use std::sync::LazyLock;

use jwt_fresh::{ConfigError, JwtConfig, JwtManager, JwtManagerBuilder};
use jwt_fresh_tests::{Mint, Request, config_error};
use serde_json::{Value, json};

use super::{
    PYTHON,
    servers::{App, NOW, config, named, serve, start},
    token::{Carry, refresh_token, token},
};
use crate::harness::{
    agreed::Agreed,
    answer::{
        Answer, SAME, crashes, handler_runs, malformed, never_starts, no_such_thing, page, refused,
        unknown_to_flask,
    },
    library::Library,
};

const REVOKED: &str = "Token has been revoked";

fn revoked() -> Mint {
    token().claim("jti", json!("revoked-jti"))
}

fn revoked_refresh_token() -> Mint {
    refresh_token().claim("jti", json!("revoked-jti"))
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
fn with_blocklist(config: JwtConfig) -> JwtManagerBuilder {
    JwtManager::builder(config)
        .token_in_blocklist_loader(|token| async move { token.jti() == Some("revoked-jti") })
}

/// JWT_BLACKLIST_ENABLED=True, which Flask doesn't have and need not be told
static BLOCKLIST: App = LazyLock::new(|| start(with_blocklist(config().blacklist_enabled(true))));

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
    decoded_by_hand: Request::post("/decode").json(&json!({ "token": revoked().token() })),
        quart: page(200, json!({ "claims": revoked_claims(), "jti": "revoked-jti" })),
        flask: SAME;
}

/// JWT_BLACKLIST_ENABLED=True, JWT_BLACKLIST_TOKEN_CHECKS=..
fn checking(kinds: Value) -> Result<JwtConfig, ConfigError> {
    named([
        ("JWT_BLACKLIST_ENABLED", json!(true)),
        ("JWT_BLACKLIST_TOKEN_CHECKS", kinds),
    ])
}

/// Flask-JWT-Extended asks a callback that is set for each token; it has no option for that.
fn no_such_option() -> Answer {
    unknown_to_flask("JWT_BLACKLIST_ENABLED")
}

/// JWT_BLACKLIST_TOKEN_CHECKS=[access]
static CHECKS_ACCESS: App = LazyLock::new(|| start(with_blocklist(checking(json!(["access"]))?)));

table! { app: CHECKS_ACCESS;
    /// checks=[access]: revoked refresh token
    checks_access: revoked_refresh_token().at("/refresh"),
        quart: handler_runs("test"),
        flask: refused(401, REVOKED).agreed(Agreed::ConfigurationErrors, no_such_option());
}

/// JWT_BLACKLIST_TOKEN_CHECKS=refresh
static CHECKS_REFRESH: App = LazyLock::new(|| start(with_blocklist(checking(json!("refresh"))?)));

table! { app: CHECKS_REFRESH;
    /// checks=`refresh` (a string): revoked access token
    checks_refresh: revoked().at("/protected"),
        quart: handler_runs("test"),
        flask: refused(401, REVOKED).agreed(Agreed::ConfigurationErrors, no_such_option());
}

/// JWT_BLACKLIST_TOKEN_CHECKS=[]
static CHECKS_NOTHING: App = LazyLock::new(|| start(with_blocklist(checking(json!([]))?)));

table! { app: CHECKS_NOTHING;
    /// checks=[]: revoked access token
    checks_nothing: revoked().at("/protected"),
        quart: handler_runs("test"),
        flask: no_such_thing(no_such_option());
}

/// JWT_BLACKLIST_ENABLED=False
static DISABLED: App = LazyLock::new(|| {
    start(with_blocklist(named([(
        "JWT_BLACKLIST_ENABLED",
        json!(false),
    )])?))
});

table! { app: DISABLED;
    /// callback set, JWT_BLACKLIST_ENABLED False: revoked token
    disabled: revoked().at("/protected"),
        quart: handler_runs("test"),
        flask: refused(401, REVOKED).agreed(Agreed::ConfigurationErrors, no_such_option());
}

/// JWT_BLACKLIST_ENABLED left alone
static DEFAULT: App = LazyLock::new(|| start(with_blocklist(config())));

// The table doesn't have this: it says of the default no more than that it is False.
table! { app: DEFAULT;
    /// callback set, nothing else said: revoked token
    default: revoked().at("/protected"),
        quart: handler_runs("test"),
        flask: refused(401, REVOKED);
}

/// JWT_BLACKLIST_ENABLED=True without a callback
static NO_CALLBACK: App = LazyLock::new(|| serve(named([("JWT_BLACKLIST_ENABLED", json!(true))])?));

table! { app: NO_CALLBACK;
    /// enabled, no callback
    no_callback: token().at("/protected"),
        quart: crashes("RuntimeError: A token_in_blacklist_callback must be provided ..").agreed(
            Agreed::ConfigurationErrors,
            never_starts(config_error!(BlacklistWithoutCallback)),
        ),
        flask: no_such_thing(no_such_option());
}

/// JWT_BLACKLIST_TOKEN_CHECKS=[banana]
static CHECKS_BANANA: App = LazyLock::new(|| start(with_blocklist(checking(json!(["banana"]))?)));

table! { app: CHECKS_BANANA;
    /// checks=[banana]
    checks_unknown: token().at("/protected"),
        quart: crashes("RuntimeError: JWT_BLACKLIST_TOKEN_CHECKS must be \"access\" or \"refresh\"")
            .agreed(
                Agreed::ConfigurationErrors,
                malformed("JWT_BLACKLIST_TOKEN_CHECKS", "access or refresh, or a list of them"),
            ),
        flask: no_such_thing(no_such_option());
}

/// A callback that takes its time.
static ASYNC: App = LazyLock::new(|| {
    start(
        JwtManager::builder(config().blacklist_enabled(true)).token_in_blocklist_loader(
            |token| async move {
                tokio::task::yield_now().await;
                token.jti() == Some("revoked-jti")
            },
        ),
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
