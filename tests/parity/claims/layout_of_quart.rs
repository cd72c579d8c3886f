//! The claims of a token, as only Quart can be told to lay them out.

use super::servers::{config, loading_claims, mint};
use crate::harness::layout::{HS256, made};

layouts! {
    /// refresh, loader + JWT_CLAIMS_IN_REFRESH_TOKEN
    claims_in_refresh_token: loading_claims(config().claims_in_refresh_token(true)).create_refresh_token("test"),
        quart: made(
            HS256,
            r#"iat, nbf, jti, exp=iat+2592000, identity="test", type="refresh", user_claims={"role":"admin","who":"test"}"#,
        );

    /// access, JWT_USER_CLAIMS="ext" + loader
    user_claims: loading_claims(config().user_claims("ext")).create_access_token("test"),
        quart: made(
            HS256,
            r#"iat, nbf, jti, exp=iat+900, identity="test", fresh=false, type="access", ext={"role":"admin","who":"test"}"#,
        );

    /// access, JWT_IDENTITY_CLAIM="sub"
    identity_claim_sub: mint(config().identity_claim("sub")).create_access_token("test"),
        quart: made(
            HS256,
            r#"iat, nbf, jti, exp=iat+900, sub="test", fresh=false, type="access""#,
        );
}
