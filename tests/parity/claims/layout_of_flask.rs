//! The claims of a token, as only Flask can be told to lay them out.

use serde_json::json;

use super::servers::{config, mint};
use crate::harness::layout::{HS256, made};

layouts! {
    /// access, JWT_ENCODE_AUDIENCE="me"
    encode_audience: mint(config().encode_audience(["me"])).create_access_token("test"),
        flask: made(
            HS256,
            r#"fresh=false, iat, jti, type="access", sub="test", nbf, csrf, aud="me", exp=iat+900"#,
        );

    /// access, JWT_ENCODE_NBF=False
    encode_nbf_false: mint(config().encode_nbf(false)).create_access_token("test"),
        flask: made(
            HS256,
            r#"fresh=false, iat, jti, type="access", sub="test", csrf, exp=iat+900"#,
        );

    /// last wins, and can overwrite type, jti, fresh
    claims_overwrite_ours: mint(config())
            .create_access_token("test")
            .claims(json!({ "type": "own", "jti": "own", "fresh": 7 })),
        flask: made(
            HS256,
            r#"fresh=7, iat, jti="own", type="own", sub="test", nbf, csrf, exp=iat+900"#,
        );
}
