//! 17. Keys, algorithms, lifetimes, configuration errors: lifetimes.

use std::{sync::LazyLock, time::Duration};

use jwt_fresh::{ConfigError, JwtConfig};
use jwt_fresh_tests::{Request, Server, config_error};
use serde_json::{Value, json};

use super::servers::{App, bearer, config, get, mint, named, serve};
use crate::harness::{
    agreed::Agreed,
    answer::{Answer, SAME, crashes, handler_runs, malformed, never_starts, refused},
};

/// JWT_ACCESS_TOKEN_EXPIRES
fn expires(lifetime: Value) -> Result<JwtConfig, ConfigError> {
    named([("JWT_ACCESS_TOKEN_EXPIRES", lifetime)])
}

/// A request with a token that an app with this lifetime made just now.
fn used(lifetime: Value) -> Request {
    let jwt = mint(expires(lifetime).expect("it is a lifetime"));
    let token = jwt.create_access_token("test").encode();
    bearer(token.expect("the token can be made"))
}

fn serving(lifetime: Value) -> Result<Server, ConfigError> {
    serve(expires(lifetime)?)
}

fn no_lifetime() -> Answer {
    malformed(
        "JWT_ACCESS_TOKEN_EXPIRES",
        "a whole number of seconds other than zero, or false for never",
    )
}

static A_MINUTE: App = LazyLock::new(|| serving(json!(60)));

table! { app: A_MINUTE;
    /// JWT_ACCESS_TOKEN_EXPIRES=60: token used
    expires_60: used(json!(60)),
        quart: handler_runs("test"),
        flask: SAME;
}

static BEFORE_IT_BEGINS: App = LazyLock::new(|| serving(json!(-10)));

table! { app: BEFORE_IT_BEGINS;
    /// JWT_ACCESS_TOKEN_EXPIRES=-10: token used
    expires_minus_10: used(json!(-10)),
        quart: refused(401, "Token has expired"),
        flask: SAME;
}

static ZERO: App = LazyLock::new(|| serving(json!(0)));

table! { app: ZERO;
    /// JWT_ACCESS_TOKEN_EXPIRES=0: token used (it has no exp)
    expires_0: used(json!(false)),
        quart: handler_runs("test").agreed(Agreed::ZeroLifetime, no_lifetime()),
        flask: SAME;
}

/// The same in the code of the app.
static ZERO_IN_CODE: App = LazyLock::new(|| serve(config().access_token_expires(Duration::ZERO)));

table! { app: ZERO_IN_CODE;
    /// JWT_ACCESS_TOKEN_EXPIRES=timedelta(0): token used (it has no exp)
    expires_0_in_code: used(json!(false)),
        quart: handler_runs("test").agreed(
            Agreed::ZeroLifetime,
            never_starts(config_error!(ZeroLifetime {
                option: "access_token_expires",
                never: "access_token_never_expires",
            })),
        ),
        flask: SAME;
}

static NEVER: App = LazyLock::new(|| serving(json!(false)));

table! { app: NEVER;
    /// JWT_ACCESS_TOKEN_EXPIRES=False: token used
    expires_false: used(json!(false)),
        quart: handler_runs("test"),
        flask: SAME;
}

const NO_SUM: &str =
    "RuntimeError: must be able to add JWT_ACCESS_TOKEN_EXPIRES to datetime.datetime";

static STRING: App = LazyLock::new(|| serving(json!("60")));

table! { app: STRING;
    /// JWT_ACCESS_TOKEN_EXPIRES=`"60"`: create
    expires_string: get("/open"),
        quart: crashes(NO_SUM).agreed(Agreed::ConfigurationErrors, no_lifetime()),
        flask: SAME;
}

static TRUE: App = LazyLock::new(|| serving(json!(true)));

table! { app: TRUE;
    /// JWT_ACCESS_TOKEN_EXPIRES=True: create
    expires_true: get("/open"),
        quart: crashes(NO_SUM).agreed(Agreed::ConfigurationErrors, no_lifetime()),
        flask: SAME;
}

static NONE: App = LazyLock::new(|| serving(Value::Null));

table! { app: NONE;
    /// JWT_ACCESS_TOKEN_EXPIRES=None: create
    expires_none: get("/open"),
        quart: crashes(NO_SUM).agreed(Agreed::ConfigurationErrors, no_lifetime()),
        flask: SAME;
}
