//! A lazily built identity that is located in the payload instead of copied out of it.

use std::sync::Arc;

use once_cell::sync::OnceCell;

use crate::{
    jose::json::claim_value::ClaimValue,
    token::{decoded::span::PayloadSpan, identity::Identity},
};

/// Who a token is for. Its methods take the payload that it was read from.
pub(crate) struct LazyIdentity {
    /// The position in the payload of an identity that is a string without escapes.
    span: Option<PayloadSpan>,
    /// The identity itself; built on first use if there is a span.
    identity: OnceCell<Identity>,
}

impl LazyIdentity {
    /// The identity in a claim of this payload.
    pub(crate) fn from_claim(claim: &ClaimValue<'_>, payload: &str) -> Self {
        let identity = match claim {
            ClaimValue::Null => Identity::default(),
            ClaimValue::Text(text) => match PayloadSpan::locate(text, payload) {
                Some(span) => {
                    return Self {
                        span: Some(span),
                        identity: OnceCell::new(),
                    };
                }
                // It has escapes, so its text is not in the payload.
                None => Identity::within(Arc::from(&**text), 0..text.len()),
            },
            ClaimValue::Bool(value) => Identity::json(if *value { "true" } else { "false" }),
            ClaimValue::Whole(number) => Identity::whole(*number),
            ClaimValue::Number(json) | ClaimValue::Nested(json) => Identity::json(json),
        };
        Self {
            span: None,
            identity: OnceCell::with_value(identity),
        }
    }

    pub(crate) fn is_null(&self) -> bool {
        self.identity.get().is_some_and(Identity::is_null)
    }

    /// The identity by reference; it is built once and kept.
    pub(crate) fn get(&self, payload: &Arc<str>) -> &Identity {
        self.identity.get_or_init(|| self.build(payload))
    }

    /// The identity by value; it is not kept here.
    pub(crate) fn to_identity(&self, payload: &Arc<str>) -> Identity {
        let built = self.identity.get().cloned();
        built.unwrap_or_else(|| self.build(payload))
    }

    fn build(&self, payload: &Arc<str>) -> Identity {
        self.span.map_or_else(Identity::default, |span| {
            Identity::within(Arc::clone(payload), span.into())
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn by_reference_and_by_value_it_is_the_same() {
        let payload: Arc<str> = r#"{"sub":"test"}"#.into();
        let borrowed = payload.get(8..12).unwrap();
        for (claim, expected) in [
            (ClaimValue::Text(borrowed.into()), json!("test")),
            (ClaimValue::Text("test".to_owned().into()), json!("test")),
            (ClaimValue::Null, json!(null)),
            (ClaimValue::Bool(true), json!(true)),
            (ClaimValue::Whole(7), json!(7)),
            (ClaimValue::Number("-1.5"), json!(-1.5)),
            (ClaimValue::Nested("[1]"), json!([1])),
        ] {
            let identity = LazyIdentity::from_claim(&claim, &payload);
            assert_eq!(identity.is_null(), expected.is_null());
            let value = identity.to_identity(&payload);
            assert_eq!(value.to_value(), expected);
            assert_eq!(*identity.get(&payload), value);
            assert_eq!(identity.to_identity(&payload), value);
        }
    }
}
