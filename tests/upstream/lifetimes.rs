//! 17. Keys, algorithms, lifetimes, configuration errors: lifetimes.

use std::{sync::LazyLock, time::Duration};

use jwt_fresh::{ConfigError, JwtConfig};
use jwt_fresh_tests::Request;

use super::app::{App, bearer, config, mint, serve};
use crate::{
    agreed::Agreed,
    answer::{SAME, handler_runs, never_starts},
};

/// A request with a token that such an app made just now.
fn used(config: JwtConfig) -> Request {
    let token = mint(config).create_access_token("test").encode();
    bearer(token.expect("the token can be made"))
}

fn a_minute() -> JwtConfig {
    config().access_token_expires(Duration::from_secs(60))
}

static A_MINUTE: App = LazyLock::new(|| serve(a_minute()));

table! { app: A_MINUTE;
    /// JWT_ACCESS_TOKEN_EXPIRES=60: token used
    expires_60: used(a_minute()),
        quart: handler_runs("test"),
        flask: SAME;
}

static ZERO: App = LazyLock::new(|| serve(config().access_token_expires(Duration::ZERO)));

table! { app: ZERO;
    /// JWT_ACCESS_TOKEN_EXPIRES=0: token used (it has no exp)
    expires_0: used(config().access_token_never_expires()),
        quart: handler_runs("test").agreed(Agreed::ZeroLifetime, never_starts(ConfigError::ZeroLifetime {
            option: "access_token_expires",
            never: "access_token_never_expires",
        })),
        flask: SAME;
}

fn never() -> JwtConfig {
    config().access_token_never_expires()
}

static NEVER: App = LazyLock::new(|| serve(never()));

table! { app: NEVER;
    /// JWT_ACCESS_TOKEN_EXPIRES=False: token used
    expires_false: used(never()),
        quart: handler_runs("test"),
        flask: SAME;
}
