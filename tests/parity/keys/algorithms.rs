//! 17. Keys, algorithms, lifetimes, configuration errors: keys and algorithms.

use std::{sync::LazyLock, time::Duration};

use jwt_fresh::{Algorithm, JwtConfig, JwtManager, SigningKey, VerifyingKey};
use jwt_fresh_tests::{Request, Server};
use serde_json::json;

use super::{
    PYTHON,
    servers::{App, bearer, config, mint, named, serve, start, time},
    token::{ID, token},
};
use crate::harness::{
    agreed::Agreed,
    answer::{SAME, crashes, handler_runs, no_such_thing, refused},
    key_pair::{ES256, KeyPair, PS256, RS256, RS384},
};

const NOT_ALLOWED: &str = "The specified alg value is not allowed";
const BAD_SIGNATURE: &str = "Signature verification failed";

/// The library's defaults with a key pair, at our time.
fn paired(keys: KeyPair) -> JwtConfig {
    keys.config(PYTHON).clock(time)
}

/// A token that an app with this configuration makes for `test`.
fn made_by(config: JwtConfig) -> String {
    let token = mint(config).create_access_token("test").fresh(true);
    token.encode().expect("the token can be made")
}

/// A request with such a token.
fn own(config: JwtConfig) -> Request {
    bearer(made_by(config))
}

/// A request with such a token, whose signature has become another one.
fn spoiled(config: JwtConfig) -> Request {
    let token = made_by(config);
    let (signed, signature) = token.rsplit_once('.').expect("a token has three segments");
    let first = if signature.starts_with('A') { "B" } else { "A" };
    bearer(format!("{signed}.{first}{}", &signature[1..]))
}

static RS256_APP: App = LazyLock::new(|| serve(paired(RS256)));

table! { app: RS256_APP;
    /// RS256: own token
    rs256_own: own(paired(RS256)),
        quart: handler_runs("test"),
        flask: SAME;

    /// RS256: HS256 token
    rs256_hs256: bearer(token().token()),
        quart: refused(422, NOT_ALLOWED),
        flask: SAME;

    /// RS256: HS256 token keyed with the public PEM
    rs256_hs256_with_public_key: bearer(token().key(RS256.public).token()),
        quart: refused(422, NOT_ALLOWED),
        flask: SAME;

    /// RS256: bad signature
    rs256_bad_signature: spoiled(paired(RS256)),
        quart: refused(422, BAD_SIGNATURE),
        flask: SAME;

    /// RS256: RS384 or PS256 token of the same key
    rs256_rs384_or_ps256: [own(paired(RS384)), own(paired(PS256))],
        quart: refused(422, NOT_ALLOWED),
        flask: SAME;

    /// RS256: expired
    rs256_expired: own(paired(RS256).clock(|| time() - Duration::from_secs(901))),
        quart: refused(401, "Token has expired"),
        flask: SAME;
}

static ES256_APP: App = LazyLock::new(|| serve(paired(ES256)));

table! { app: ES256_APP;
    /// ES256: own token
    es256_own: own(paired(ES256)),
        quart: handler_runs("test"),
        flask: SAME;

    /// ES256: bad signature
    es256_bad_signature: spoiled(paired(ES256)),
        quart: refused(422, BAD_SIGNATURE),
        flask: SAME;

    /// ES256: RS256 token
    es256_rs256: own(paired(RS256)),
        quart: refused(422, NOT_ALLOWED),
        flask: SAME;
}

/// RS256 + JWT_DECODE_ALGORITHMS=[HS256]
static RS256_AND_HS256: App = LazyLock::new(|| {
    serve(named([
        ("JWT_ALGORITHM", json!("RS256")),
        ("JWT_DECODE_ALGORITHMS", json!(["HS256"])),
        ("JWT_PRIVATE_KEY", json!(RS256.private)),
        ("JWT_PUBLIC_KEY", json!(RS256.public)),
    ])?)
});

table! { app: RS256_AND_HS256;
    /// RS256 + JWT_DECODE_ALGORITHMS=[HS256]: HS256 token keyed with the public PEM
    rs256_and_hs256_with_public_key: bearer(token().key(RS256.public).token()),
        quart: crashes(
            "InvalidKeyError: The specified key is an asymmetric key or x509 certificate and should \
             not be used as an HMAC secret.",
        )
        .agreed(Agreed::NeverOurFault, refused(422, NOT_ALLOWED)),
        flask: SAME;
}

/// HS256 + JWT_DECODE_ALGORITHMS=[RS256] + public key
static HS256_AND_RS256: App = LazyLock::new(|| {
    serve(named([
        ("JWT_DECODE_ALGORITHMS", json!(["RS256"])),
        ("JWT_PUBLIC_KEY", json!(RS256.public)),
    ])?)
});

table! { app: HS256_AND_RS256;
    /// HS256 + JWT_DECODE_ALGORITHMS=[RS256] + public key: RS256 token †
    hs256_and_rs256: own(paired(RS256)),
        quart: crashes("InvalidKeyError: Could not parse the provided public key.")
            .agreed(Agreed::NeverOurFault, refused(422, NOT_ALLOWED)),
        flask: SAME;
}

fn hs512() -> JwtConfig {
    config().algorithm(Algorithm::HS512)
}

static HS512_APP: App = LazyLock::new(|| serve(hs512()));

table! { app: HS512_APP;
    /// HS512: own token
    hs512_own: own(hs512()),
        quart: handler_runs("test"),
        flask: SAME;

    /// HS512: HS256 token
    hs512_hs256: bearer(token().token()),
        quart: refused(422, NOT_ALLOWED),
        flask: SAME;
}

/// JWT_DECODE_ALGORITHMS=[HS384]
static DECODES_HS384: App = LazyLock::new(|| serve(config().decode_algorithms([Algorithm::HS384])));

table! { app: DECODES_HS384;
    /// JWT_DECODE_ALGORITHMS=[HS384]: HS384 token
    decode_hs384: own(config().algorithm(Algorithm::HS384)),
        quart: handler_runs("test"),
        flask: SAME;

    /// JWT_DECODE_ALGORITHMS=[HS384]: HS256 token (JWT_ALGORITHM is always added)
    decode_hs384_hs256: own(config()),
        quart: handler_runs("test"),
        flask: SAME;

    /// JWT_DECODE_ALGORITHMS=[HS384]: HS512 token
    decode_hs384_hs512: own(hs512()),
        quart: refused(422, NOT_ALLOWED),
        flask: SAME;
}

/// RS256, public key only
static RS256_PUBLIC: App = LazyLock::new(|| serve(RS256.public_config(PYTHON).clock(time)));

table! { app: RS256_PUBLIC;
    /// RS256, public key only: RS256 token
    rs256_public_key_only: own(paired(RS256)),
        quart: handler_runs("test"),
        flask: SAME;
}

/// An app whose callbacks choose a secret by the identity.
fn key_by_identity() -> JwtManager {
    JwtManager::builder(config())
        .encode_key_loader(|identity| async move {
            SigningKey::from_secret(Algorithm::HS256, key_for(identity.as_str()))
        })
        .decode_key_loader(|token| async move {
            VerifyingKey::from_secret(Algorithm::HS256, key_for(token.claims()[ID].as_str()))
        })
        .build()
        .expect("the configuration is sound")
}

fn key_for(identity: Option<&str>) -> String {
    format!("key-for-{}", identity.unwrap_or_default())
}

static KEY_BY_IDENTITY: App = LazyLock::new(|| Ok(Server::start(&key_by_identity())));

table! { app: KEY_BY_IDENTITY;
    /// encode/decode key loaders: own token
    key_loaders_own: bearer(key_by_identity().create_access_token("al").encode().expect("it can be made")),
        quart: handler_runs("al"),
        flask: SAME;

    /// encode/decode key loaders: other key
    key_loaders_other: [
            bearer(token().token()),
            bearer(token().key("key-for-al").token()),
        ],
        quart: refused(422, BAD_SIGNATURE),
        flask: SAME;
}

/// decode_key_loader with one parameter (deprecated)
static ONE_PARAMETER: App = LazyLock::new(|| {
    start(JwtManager::builder(config()).decode_key_loader(|_| async {
        VerifyingKey::from_secret(Algorithm::HS256, "another-secret")
    }))
});

table! { app: ONE_PARAMETER;
    /// decode_key_loader with one parameter (deprecated)
    decode_key_loader: bearer(token().key("another-secret").token()),
        quart: handler_runs("test"),
        flask: no_such_thing(handler_runs("test"));
}
