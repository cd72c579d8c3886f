//! 17. Keys, algorithms, lifetimes, configuration errors: keys that are missing.
//!
//! Python finds that out when it needs the key. We find it out before the app starts, whatever it
//! would be asked.

use std::sync::LazyLock;

use jwt_fresh::{Algorithm, ConfigError, JwtConfig, KeySource};
use jwt_fresh_tests::{Request, config_error};
use serde_json::json;

use super::{
    PYTHON,
    servers::{App, bearer, get, mint, named, serve, time},
    token::{Carry, token},
};
use crate::harness::{
    agreed::Agreed,
    answer::{Answer, SAME, crashes, handler_runs, malformed, never_starts, refused},
};

/// The library's defaults without any secret.
pub fn unset() -> JwtConfig {
    PYTHON.config_with(KeySource::unset()).clock(time)
}

fn no_key() -> Answer {
    never_starts(config_error!(NoKey {
        algorithm: Algorithm::HS256,
    }))
}

static NO_SECRET: App = LazyLock::new(|| serve(unset()));

const QUART_NO_SECRET: &str = "RuntimeError: JWT_SECRET_KEY or quart SECRET_KEY must be set when \
                               using symmetric algorithm \"HS256\"";
const FLASK_NO_SECRET: &str = "RuntimeError: JWT_SECRET_KEY or flask SECRET_KEY must be set when \
                               using symmetric algorithm \"HS256\"";

table! { app: NO_SECRET;
    /// no secret: create_access_token
    no_secret_create: Request::post("/mint"),
        quart: crashes(QUART_NO_SECRET).agreed(Agreed::ConfigurationErrors, no_key()),
        flask: crashes(FLASK_NO_SECRET).agreed(Agreed::ConfigurationErrors, no_key());

    /// no secret: protected with a token
    no_secret_token: token().at("/protected"),
        quart: crashes(QUART_NO_SECRET).agreed(Agreed::ConfigurationErrors, no_key()),
        flask: crashes(FLASK_NO_SECRET).agreed(Agreed::ConfigurationErrors, no_key());

    /// no secret: protected without token
    no_secret_no_token: get("/protected"),
        quart: refused(401, "Missing Authorization Header")
            .agreed(Agreed::ConfigurationErrors, no_key()),
        flask: SAME;
}

fn app_secret() -> Result<JwtConfig, ConfigError> {
    unset().with_option("SECRET_KEY", &json!("the secret of the app"))
}

static APP_SECRET: App = LazyLock::new(|| serve(app_secret()?));

table! { app: APP_SECRET;
    /// only the app SECRET_KEY set: own token
    app_secret_own: {
            let jwt = mint(app_secret().expect("it is an option"));
            bearer(jwt.create_access_token("test").encode().expect("there is a key"))
        },
        quart: handler_runs("test"),
        flask: SAME;
}

/// RS256 and a secret, which is no help.
static RS256_NO_KEYS: App = LazyLock::new(|| serve(named([("JWT_ALGORITHM", json!("RS256"))])?));

fn no_pair() -> Answer {
    never_starts(config_error!(SecretForKeyPair {
        algorithm: Algorithm::RS256,
    }))
}

table! { app: RS256_NO_KEYS;
    /// RS256, no keys: create_access_token
    rs256_no_keys_create: Request::post("/mint"),
        quart: crashes(
            "RuntimeError: JWT_PRIVATE_KEY must be set to use asymmetric cryptography algorithm \
             \"RS256\"",
        )
        .agreed(Agreed::ConfigurationErrors, no_pair()),
        flask: SAME;

    /// RS256, no keys: protected with a token
    rs256_no_keys_token: token().at("/protected"),
        quart: crashes(
            "RuntimeError: JWT_PUBLIC_KEY must be set to use asymmetric cryptography algorithm \
             \"RS256\"",
        )
        .agreed(Agreed::ConfigurationErrors, no_pair()),
        flask: SAME;
}

/// JWT_ALGORITHM=none
static ALGORITHM_NONE: App = LazyLock::new(|| serve(named([("JWT_ALGORITHM", json!("none"))])?));

table! { app: ALGORITHM_NONE;
    /// JWT_ALGORITHM=none: unsigned token
    algorithm_none: {
            let [_, payload, _] = token().segments();
            // {"alg":"none","typ":"JWT"}
            bearer(format!("eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.{payload}."))
        },
        quart: crashes("InvalidKeyError: When alg = \"none\", key value must be None.").agreed(
            Agreed::ConfigurationErrors,
            malformed(
                "JWT_ALGORITHM",
                "one of HS256, HS384, HS512, RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384 \
                 or EdDSA; ES512 and ES256K are not supported",
            ),
        ),
        flask: SAME;
}
