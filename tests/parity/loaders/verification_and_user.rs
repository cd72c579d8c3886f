//! 15. Claims verification and user loader.

use std::sync::LazyLock;

use jwt_fresh::{DecodedToken, JwtManager};
use jwt_fresh_tests::{Mint, Request};
use serde_json::{Value, json};

use super::{
    servers::{App, config, get, start},
    token::{Carry, ID, refresh_token, token},
};
use crate::harness::{
    agreed::Agreed,
    answer::{SAME, anonymous, breaks, handler_meets, handler_runs, no_such_thing, refused},
};

const BAD_CLAIMS: &str = "User claims verification failed";
const NO_STRING: &str = "Subject must be a string";
const NO_GHOST: &str = "Error loading the user ghost";

fn with_bad_claims(token: Mint) -> Mint {
    token.claim("user_claims", json!({ "bad": 1 }))
}

fn of(identity: Value) -> Request {
    token().claim(ID, identity).at("/protected")
}

fn are_good(token: &DecodedToken) -> bool {
    token.claims()["user_claims"].get("bad").is_none()
}

/// Everybody but `ghost`.
fn find_user(token: &DecodedToken) -> Option<Value> {
    (token.identity() != "ghost").then(|| json!({ "username": token.identity() }))
}

/// Claims must not be `bad`.
static CLAIMS: App = LazyLock::new(|| {
    start(
        JwtManager::builder(config())
            .token_verification_loader(|token| async move { are_good(&token) }),
    )
});

table! { app: CLAIMS;
    /// claims verification fails at jwt_required
    bad_claims: with_bad_claims(token()).at("/protected"),
        quart: refused(400, BAD_CLAIMS),
        flask: SAME;

    /// ... at fresh_jwt_required
    bad_claims_at_fresh: with_bad_claims(token()).at("/fresh"),
        quart: refused(400, BAD_CLAIMS),
        flask: SAME;

    /// ... at jwt_refresh_token_required
    bad_claims_at_refresh: with_bad_claims(refresh_token()).at("/refresh"),
        quart: handler_runs("test")
            .agreed(Agreed::ClaimsOfRefreshTokens, refused(400, BAD_CLAIMS)),
        flask: refused(400, BAD_CLAIMS);
}

/// A verification that takes its time.
static ASYNC_CLAIMS: App = LazyLock::new(|| {
    start(
        JwtManager::builder(config()).token_verification_loader(|token| async move {
            tokio::task::yield_now().await;
            are_good(&token)
        }),
    )
});

table! { app: ASYNC_CLAIMS;
    /// async claims verification that returns False
    async_bad_claims: with_bad_claims(token()).at("/protected"),
        quart: handler_runs("test").agreed(Agreed::AwaitedCallbacks, refused(400, BAD_CLAIMS)),
        flask: no_such_thing(refused(400, BAD_CLAIMS));
}

/// A user loader that knows everybody but `ghost`.
static USERS: App = LazyLock::new(|| {
    start(
        JwtManager::builder(config()).user_lookup_loader(|token| async move { find_user(&token) }),
    )
});

table! { app: USERS;
    /// user loader returns None at jwt_required
    no_user: of(json!("ghost")),
        quart: refused(401, NO_GHOST),
        flask: SAME;

    /// ... at jwt_refresh_token_required
    no_user_at_refresh: refresh_token().claim(ID, json!("ghost")).at("/refresh"),
        quart: refused(401, NO_GHOST),
        flask: SAME;

    /// user loader returns a user
    user: token().at("/user"),
        quart: handler_meets("test", json!({ "username": "test" })),
        flask: SAME;

    /// getters in an endpoint without a decorator
    getters_without_decorator: get("/open"),
        quart: anonymous(),
        flask: breaks("RuntimeError: You must call `@jwt_required()` or `verify_jwt_in_request()` ..")
            .agreed(Agreed::GettersNeverPanic, anonymous());
}

/// A user loader that finds False.
static FALSY: App = LazyLock::new(|| {
    start(JwtManager::builder(config()).user_lookup_loader(|_| async { Some(Value::Bool(false)) }))
});

table! { app: FALSY;
    /// user loader returns False (falsy, not None)
    falsy_user: token().at("/user"),
        quart: handler_meets("test", json!(false)),
        flask: SAME;
}

/// A user loader that takes its time.
static ASYNC_USERS: App = LazyLock::new(|| {
    start(
        JwtManager::builder(config()).user_lookup_loader(|token| async move {
            tokio::task::yield_now().await;
            find_user(&token)
        }),
    )
});

table! { app: ASYNC_USERS;
    /// async user loader (handler then serialises current_user)
    async_user: token().at("/user"),
        quart: breaks("TypeError: Object of type coroutine is not JSON serializable").agreed(
            Agreed::AwaitedCallbacks,
            handler_meets("test", json!({ "username": "test" })),
        ),
        flask: no_such_thing(handler_meets("test", json!({ "username": "test" })));

    // The table doesn't have this: Quart lets the ghost in.
    /// async user loader returns None
    async_no_user: of(json!("ghost")),
        quart: handler_runs("ghost").agreed(Agreed::AwaitedCallbacks, refused(401, NO_GHOST)),
        flask: no_such_thing(refused(401, NO_GHOST));
}

/// A user loader that finds nobody.
static NOBODY: App = LazyLock::new(|| {
    start(JwtManager::builder(config()).user_lookup_loader(|_| async { None::<Value> }))
});

table! { app: NOBODY;
    /// user loader None, identity null
    no_user_null: of(json!(null)),
        quart: refused(401, "Error loading the user None"),
        flask: refused(422, NO_STRING);

    /// user loader None, identity true
    no_user_true: of(json!(true)),
        quart: refused(401, "Error loading the user True"),
        flask: refused(422, NO_STRING);

    /// user loader None, identity {"a":"b"}
    no_user_object: of(json!({ "a": "b" })),
        quart: refused(401, "Error loading the user {'a': 'b'}"),
        flask: refused(422, NO_STRING);
}
