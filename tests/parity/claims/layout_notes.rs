//! The notes below the table of the claims layout: what is given beside what a callback adds, and what
//! a handler sees.

use serde_json::json;

use super::{
    servers::{NOW, PLAIN, config, loading_claims, loading_headers},
    token::{Carry, ID, refresh_token, token},
};
use crate::harness::{
    answer::handler_sees,
    layout::{HS256, made},
};

layouts! {
    /// passing user_claims replaces the loader's claims (Quart); merged flat into the payload (Flask)
    user_claims_besides_loader: loading_claims(config())
            .create_access_token("test")
            .claims(json!({ "a": 1, "role": "guest" })),
        quart: made(
            HS256,
            r#"iat, nbf, jti, exp=iat+900, identity="test", fresh=false, type="access", user_claims={"a":1,"role":"guest"}"#,
        ),
        flask: made(
            HS256,
            r#"fresh=false, iat, jti, type="access", sub="test", nbf, csrf, exp=iat+900, a=1, role="guest", who="test""#,
        );

    /// {} adds nothing
    no_user_claims_besides_loader: loading_claims(config())
            .create_access_token("test")
            .claims(json!({})),
        quart: made(
            HS256,
            r#"iat, nbf, jti, exp=iat+900, identity="test", fresh=false, type="access""#,
        ),
        flask: made(
            HS256,
            r#"fresh=false, iat, jti, type="access", sub="test", nbf, csrf, exp=iat+900, role="admin", who="test""#,
        );

    /// headers argument: same (replace / merge)
    headers_besides_loader: loading_headers(config())
            .create_access_token("test")
            .header("kid", "k2"),
        quart: made(
            r#"{"alg":"HS256","kid":"k2","typ":"JWT"}"#,
            r#"iat, nbf, jti, exp=iat+900, identity="test", fresh=false, type="access""#,
        ),
        flask: made(
            r#"{"alg":"HS256","for":"test","kid":"k2","typ":"JWT"}"#,
            r#"fresh=false, iat, jti, type="access", sub="test", nbf, csrf, exp=iat+900"#,
        );
}

table! { app: PLAIN;
    /// What a handler sees is the payload plus defaults (access)
    defaults_of_access_token: token().without("jti").without("type").without("fresh")
            .at("/protected"),
        quart: handler_sees("test", json!({
            "iat": NOW, "nbf": NOW, "exp": NOW + 900, ID: "test",
            "jti": null, "type": "access", "fresh": false, "user_claims": {},
        })),
        flask: handler_sees("test", json!({
            "iat": NOW, "nbf": NOW, "exp": NOW + 900, ID: "test",
            "jti": null, "type": "access", "fresh": false,
        }));

    /// What a handler sees is the payload plus defaults (refresh)
    defaults_of_refresh_token: refresh_token().without("jti").at("/refresh"),
        quart: handler_sees("test", json!({
            "iat": NOW, "nbf": NOW, "exp": NOW + 2_592_000, ID: "test",
            "jti": null, "type": "refresh", "user_claims": {},
        })),
        flask: handler_sees("test", json!({
            "iat": NOW, "nbf": NOW, "exp": NOW + 2_592_000, ID: "test",
            "jti": null, "type": "refresh", "fresh": false,
        }));
}
