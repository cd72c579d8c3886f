//! Creates good and bad tokens without any code of the library under test.

use std::{
    fmt::Display,
    time::{SystemTime, UNIX_EPOCH},
};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::{Sha256, Sha384, Sha512};

/// Now, in whole seconds since 1970.
pub fn now() -> i64 {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .expect("it is after 1970");
    i64::try_from(since.as_secs()).expect("it is before the end of time")
}

/// The claims of a fresh access token for `test`, with those of `changes` set; a change to null
/// takes a claim away (write `"null"` claims with [`Mint::payload`]).
pub fn claims(identity_claim: &str, changes: Value) -> Value {
    let mut claims = json!({
        "iat": now(), "nbf": now(), "exp": now() + 900, "jti": "a-jti",
        identity_claim: "test", "fresh": true, "type": "access",
    });
    let object = claims.as_object_mut().expect("it is an object");
    for (name, value) in changes.as_object().expect("changes are an object") {
        match value {
            Value::Null => object.remove(name),
            value => object.insert(name.clone(), value.clone()),
        };
    }
    claims
}

/// A token in the making, of which every part can be wrong.
#[derive(Clone, Debug)]
#[must_use]
pub struct Mint {
    header: Vec<u8>,
    /// Names, and values as JSON text.
    claims: Vec<(String, String)>,
    /// What takes the place of the claims.
    payload: Option<Vec<u8>>,
    key: Vec<u8>,
    hash: &'static str,
}

impl Mint {
    /// An HS256 token with these claims, signed with `super-secret`.
    pub fn new(claims: &Value) -> Self {
        Self {
            header: br#"{"alg":"HS256","typ":"JWT"}"#.to_vec(),
            claims: claims
                .as_object()
                .expect("claims are an object")
                .iter()
                .map(|(name, value)| (name.clone(), value.to_string()))
                .collect(),
            payload: None,
            key: b"super-secret".to_vec(),
            hash: "HS256",
        }
    }

    /// Replaces the header by any bytes.
    pub fn header(mut self, header: impl AsRef<[u8]>) -> Self {
        self.header = header.as_ref().to_vec();
        self
    }

    /// Replaces the payload by any bytes.
    pub fn payload(mut self, payload: impl AsRef<[u8]>) -> Self {
        self.payload = Some(payload.as_ref().to_vec());
        self
    }

    /// Sets a claim to any text, which need not be JSON.
    pub fn claim(self, name: &str, json: impl Display) -> Self {
        let mut mint = self.without(name);
        mint.claims.push((name.to_owned(), json.to_string()));
        mint
    }

    /// Removes a claim.
    pub fn without(mut self, name: &str) -> Self {
        self.claims.retain(|(other, _)| other != name);
        self
    }

    pub fn key(mut self, key: impl AsRef<[u8]>) -> Self {
        self.key = key.as_ref().to_vec();
        self
    }

    /// Signs with HS256, HS384 or HS512, whatever the header says.
    pub fn signed_with(mut self, hash: &'static str) -> Self {
        self.hash = hash;
        self
    }

    /// Says HS256, HS384 or HS512 in the header, and signs with it.
    pub fn algorithm(self, name: &'static str) -> Self {
        self.header(json!({ "alg": name, "typ": "JWT" }).to_string())
            .signed_with(name)
    }

    /// The three segments, in base64.
    pub fn segments(&self) -> [String; 3] {
        let header = URL_SAFE_NO_PAD.encode(&self.header);
        let payload = match &self.payload {
            Some(payload) => URL_SAFE_NO_PAD.encode(payload),
            None => URL_SAFE_NO_PAD.encode(self.claims_text()),
        };
        let signature = self.sign(format!("{header}.{payload}").as_bytes());
        [header, payload, URL_SAFE_NO_PAD.encode(signature)]
    }

    /// The token.
    pub fn token(&self) -> String {
        self.segments().join(".")
    }

    /// The claims as one JSON object.
    fn claims_text(&self) -> String {
        let members = self
            .claims
            .iter()
            .map(|(name, json)| format!("{}:{json}", json!(name)));
        format!("{{{}}}", members.collect::<Vec<_>>().join(","))
    }

    /// The MAC over any bytes, for tokens that no base64 encoder would write.
    pub fn sign(&self, message: &[u8]) -> Vec<u8> {
        macro_rules! mac {
            ($hash:ty) => {{
                let mut mac = Hmac::<$hash>::new_from_slice(&self.key).expect("any key will do");
                mac.update(message);
                mac.finalize().into_bytes().to_vec()
            }};
        }
        match self.hash {
            "HS256" => mac!(Sha256),
            "HS384" => mac!(Sha384),
            "HS512" => mac!(Sha512),
            other => panic!("no such hash: {other}"),
        }
    }
}
