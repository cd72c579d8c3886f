//! The claims of each kind of token, in their order and types, and the members of the JOSE header.
//!
//! Section 8 of the table of facts. The rows that only one library has are in
//! `quart_claims_layout.rs` and `flask_claims_layout.rs`.

use std::time::{Duration, UNIX_EPOCH};

use jwt_fresh::TokenLocation::{Cookies, Headers};
use serde_json::json;

use super::{
    PYTHON,
    servers::{config, loading_claims, loading_headers, mint, time},
};
use crate::harness::{
    agreed::Agreed,
    key_pair::RS256,
    layout::{HS256, Made, made},
};

const RS256_HEADER: &str = r#"{"alg":"RS256","typ":"JWT"}"#;

layouts! {
    /// access, default
    access: mint(config()).create_access_token("test"),
        quart: made(
            HS256,
            r#"iat, nbf, jti, exp=iat+900, identity="test", fresh=false, type="access""#,
        ),
        flask: made(
            HS256,
            r#"fresh=false, iat, jti, type="access", sub="test", nbf, csrf, exp=iat+900"#,
        );

    /// access, fresh=True
    access_fresh: mint(config()).create_access_token("test").fresh(true),
        quart: made(
            HS256,
            r#"iat, nbf, jti, exp=iat+900, identity="test", fresh=true, type="access""#,
        ),
        flask: made(
            HS256,
            r#"fresh=true, iat, jti, type="access", sub="test", nbf, csrf, exp=iat+900"#,
        );

    /// access, fresh=timedelta(300 s)
    access_fresh_for: mint(config())
            .create_access_token("test")
            .fresh_for(Duration::from_secs(300)),
        quart: made(
            HS256,
            r#"iat, nbf, jti, exp=iat+900, identity="test", fresh=iat+300, type="access""#,
        ),
        flask: made(
            HS256,
            r#"fresh=iat+300:float, iat, jti, type="access", sub="test", nbf, csrf, exp=iat+900"#,
        );

    /// access, fresh=5 (a bare number)
    access_fresh_until: mint(config())
            .create_access_token("test")
            .fresh_until(UNIX_EPOCH + Duration::from_secs(5)),
        quart: made(
            HS256,
            r#"iat, nbf, jti, exp=iat+900, identity="test", fresh=5, type="access""#,
        ),
        flask: made(
            HS256,
            r#"fresh=5, iat, jti, type="access", sub="test", nbf, csrf, exp=iat+900"#,
        );

    /// access, expires_delta=False
    access_never_expires: mint(config()).create_access_token("test").never_expires(),
        quart: made(
            HS256,
            r#"iat, nbf, jti, identity="test", fresh=false, type="access""#,
        ),
        flask: made(
            HS256,
            r#"fresh=false, iat, jti, type="access", sub="test", nbf, csrf"#,
        );

    /// access, expires_delta=timedelta(0)
    access_expires_in_zero: mint(config())
            .create_access_token("test")
            .expires_in(Duration::ZERO),
        quart: made(
            HS256,
            r#"iat, nbf, jti, identity="test", fresh=false, type="access""#,
        ).agreed(Agreed::ZeroLifetime, Made::Nothing),
        flask: made(
            HS256,
            r#"fresh=false, iat, jti, type="access", sub="test", nbf, csrf"#,
        ).agreed(Agreed::ZeroLifetime, Made::Nothing);

    /// access, user_claims={"a":1}
    access_user_claims: mint(config()).create_access_token("test").claims(json!({ "a": 1 })),
        quart: made(
            HS256,
            r#"iat, nbf, jti, exp=iat+900, identity="test", fresh=false, type="access", user_claims={"a":1}"#,
        ),
        flask: made(
            HS256,
            r#"fresh=false, iat, jti, type="access", sub="test", nbf, csrf, exp=iat+900, a=1"#,
        );

    /// access, user_claims={}
    access_no_user_claims: mint(config()).create_access_token("test").claims(json!({})),
        quart: made(
            HS256,
            r#"iat, nbf, jti, exp=iat+900, identity="test", fresh=false, type="access""#,
        ),
        flask: made(
            HS256,
            r#"fresh=false, iat, jti, type="access", sub="test", nbf, csrf, exp=iat+900"#,
        );

    /// access, headers={"kid":"k","x":1}
    access_headers: mint(config()).create_access_token("test").header("x", 1).header("kid", "k"),
        quart: made(
            r#"{"alg":"HS256","kid":"k","typ":"JWT","x":1}"#,
            r#"iat, nbf, jti, exp=iat+900, identity="test", fresh=false, type="access""#,
        ),
        flask: made(
            r#"{"alg":"HS256","kid":"k","typ":"JWT","x":1}"#,
            r#"fresh=false, iat, jti, type="access", sub="test", nbf, csrf, exp=iat+900"#,
        );

    /// refresh, default
    refresh: mint(config()).create_refresh_token("test"),
        quart: made(
            HS256,
            r#"iat, nbf, jti, exp=iat+2592000, identity="test", type="refresh""#,
        ),
        flask: made(
            HS256,
            r#"fresh=false, iat, jti, type="refresh", sub="test", nbf, csrf, exp=iat+2592000"#,
        );

    /// refresh, user_claims={"a":1}
    refresh_user_claims: mint(config()).create_refresh_token("test").claims(json!({ "a": 1 })),
        quart: made(
            HS256,
            r#"iat, nbf, jti, exp=iat+2592000, identity="test", type="refresh", user_claims={"a":1}"#,
        ),
        flask: made(
            HS256,
            r#"fresh=false, iat, jti, type="refresh", sub="test", nbf, csrf, exp=iat+2592000, a=1"#,
        );

    /// access, user_claims_loader
    access_loaded_claims: loading_claims(config()).create_access_token("test"),
        quart: made(
            HS256,
            r#"iat, nbf, jti, exp=iat+900, identity="test", fresh=false, type="access", user_claims={"role":"admin","who":"test"}"#,
        ),
        flask: made(
            HS256,
            r#"fresh=false, iat, jti, type="access", sub="test", nbf, csrf, exp=iat+900, role="admin", who="test""#,
        );

    /// refresh, user_claims_loader
    refresh_loaded_claims: loading_claims(config()).create_refresh_token("test"),
        quart: made(
            HS256,
            r#"iat, nbf, jti, exp=iat+2592000, identity="test", type="refresh""#,
        ),
        flask: made(
            HS256,
            r#"fresh=false, iat, jti, type="refresh", sub="test", nbf, csrf, exp=iat+2592000, role="admin", who="test""#,
        );

    /// access, JWT_IDENTITY_CLAIM="uid"
    identity_claim_uid: mint(config().identity_claim("uid")).create_access_token("test"),
        quart: made(
            HS256,
            r#"iat, nbf, jti, exp=iat+900, uid="test", fresh=false, type="access""#,
        ),
        flask: made(
            HS256,
            r#"fresh=false, iat, jti, type="access", uid="test", nbf, csrf, exp=iat+900"#,
        );

    /// access, JWT_ENCODE_ISSUER="them"
    access_issuer: mint(config().encode_issuer("them")).create_access_token("test"),
        quart: made(
            HS256,
            r#"iat, nbf, jti, exp=iat+900, identity="test", fresh=false, type="access", iss="them""#,
        ),
        flask: made(
            HS256,
            r#"fresh=false, iat, jti, type="access", sub="test", nbf, csrf, iss="them", exp=iat+900"#,
        );

    /// refresh, JWT_ENCODE_ISSUER="them"
    refresh_issuer: mint(config().encode_issuer("them")).create_refresh_token("test"),
        quart: made(
            HS256,
            r#"iat, nbf, jti, exp=iat+2592000, identity="test", type="refresh""#,
        ).agreed(Agreed::IssuerInRefreshTokens, made(
            HS256,
            r#"iat, nbf, jti, exp=iat+2592000, identity="test", type="refresh", iss="them""#,
        )),
        flask: made(
            HS256,
            r#"fresh=false, iat, jti, type="refresh", sub="test", nbf, csrf, iss="them", exp=iat+2592000"#,
        );

    /// access, additional_headers_loader
    access_loaded_headers: loading_headers(config()).create_access_token("test"),
        quart: made(
            r#"{"alg":"HS256","for":"test","kid":"k1","typ":"JWT"}"#,
            r#"iat, nbf, jti, exp=iat+900, identity="test", fresh=false, type="access""#,
        ),
        flask: made(
            r#"{"alg":"HS256","for":"test","kid":"k1","typ":"JWT"}"#,
            r#"fresh=false, iat, jti, type="access", sub="test", nbf, csrf, exp=iat+900"#,
        );

    /// access, location cookies
    access_in_cookies: mint(config().token_locations([Cookies])).create_access_token("test"),
        quart: made(
            HS256,
            r#"iat, nbf, jti, exp=iat+900, identity="test", fresh=false, type="access", csrf"#,
        ),
        flask: made(
            HS256,
            r#"fresh=false, iat, jti, type="access", sub="test", nbf, csrf, exp=iat+900"#,
        );

    /// refresh, location cookies
    refresh_in_cookies: mint(config().token_locations([Cookies])).create_refresh_token("test"),
        quart: made(
            HS256,
            r#"iat, nbf, jti, exp=iat+2592000, identity="test", type="refresh", csrf"#,
        ),
        flask: made(
            HS256,
            r#"fresh=false, iat, jti, type="refresh", sub="test", nbf, csrf, exp=iat+2592000"#,
        );

    /// access, location cookies, CSRF off
    access_in_cookies_without_csrf: mint(config().token_locations([Cookies]).cookie_csrf_protect(false))
            .create_access_token("test"),
        quart: made(
            HS256,
            r#"iat, nbf, jti, exp=iat+900, identity="test", fresh=false, type="access""#,
        ),
        flask: made(
            HS256,
            r#"fresh=false, iat, jti, type="access", sub="test", nbf, exp=iat+900"#,
        );

    /// access, location headers+cookies
    access_in_headers_and_cookies: mint(config().token_locations([Headers, Cookies])).create_access_token("test"),
        quart: made(
            HS256,
            r#"iat, nbf, jti, exp=iat+900, identity="test", fresh=false, type="access", csrf"#,
        ),
        flask: made(
            HS256,
            r#"fresh=false, iat, jti, type="access", sub="test", nbf, csrf, exp=iat+900"#,
        );

    /// access, RS256
    access_rs256: mint(RS256.config(PYTHON).clock(time)).create_access_token("test"),
        quart: made(
            RS256_HEADER,
            r#"iat, nbf, jti, exp=iat+900, identity="test", fresh=false, type="access""#,
        ),
        flask: made(
            RS256_HEADER,
            r#"fresh=false, iat, jti, type="access", sub="test", nbf, csrf, exp=iat+900"#,
        );
}
