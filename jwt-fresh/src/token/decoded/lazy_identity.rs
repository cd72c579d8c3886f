//! The identity of one token, which holds on to no text until somebody wants to keep it.

use std::sync::Arc;

use once_cell::sync::OnceCell;
use serde_json::Value;

use crate::{
    jose::json::claim_value::ClaimValue,
    token::{decoded::span::PayloadSpan, identity::Identity},
};

/// Who a token is for. It belongs beside the payload that it was read from.
pub(crate) struct TokenIdentity {
    /// Where it stands in the payload, if it is a string that stands there as it is.
    at: Option<PayloadSpan>,
    /// Made when it is first looked at, if it stands there.
    made: OnceCell<Identity>,
}

impl TokenIdentity {
    /// The identity that a claim of this payload holds.
    pub(crate) fn of(claim: &ClaimValue<'_>, payload: &str) -> Self {
        let made = match claim {
            ClaimValue::Null => Identity::default(),
            ClaimValue::Text(text) => match PayloadSpan::of(text, payload) {
                Some(at) => {
                    return Self {
                        at: Some(at),
                        made: OnceCell::new(),
                    };
                }
                // It holds escapes, so it does not stand in the payload as it is.
                None => Identity::within(Arc::from(&**text), 0..text.len()),
            },
            ClaimValue::Bool(value) => Identity::json(Value::Bool(*value)),
            ClaimValue::Number(number) => Identity::json(Value::Number(number.clone())),
            ClaimValue::Nested(value) => Identity::json(value.clone()),
        };
        Self {
            at: None,
            made: OnceCell::with_value(made),
        }
    }

    pub(crate) fn is_null(&self) -> bool {
        self.made.get().is_some_and(Identity::is_null)
    }

    /// To look at.
    pub(crate) fn get(&self, payload: &Arc<str>) -> &Identity {
        self.made.get_or_init(|| self.make(payload))
    }

    /// To keep; the token has no more to hold on to for it.
    pub(crate) fn to_identity(&self, payload: &Arc<str>) -> Identity {
        let made = self.made.get().cloned();
        made.unwrap_or_else(|| self.make(payload))
    }

    fn make(&self, payload: &Arc<str>) -> Identity {
        self.at.map_or_else(Identity::default, |at| {
            Identity::within(Arc::clone(payload), at.into())
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_looked_at_is_what_is_kept() {
        let payload: Arc<str> = r#"{"sub":"test"}"#.into();
        let borrowed = payload.get(8..12).unwrap();
        for (claim, expected) in [
            (ClaimValue::Text(borrowed.into()), json!("test")),
            (ClaimValue::Text("test".to_owned().into()), json!("test")),
            (ClaimValue::Null, json!(null)),
            (ClaimValue::Bool(true), json!(true)),
            (ClaimValue::Number(7.into()), json!(7)),
            (ClaimValue::Nested(json!([1])), json!([1])),
        ] {
            let identity = TokenIdentity::of(&claim, &payload);
            assert_eq!(identity.is_null(), expected.is_null());
            let kept = identity.to_identity(&payload);
            assert_eq!(kept.to_value(), expected);
            assert_eq!(*identity.get(&payload), kept);
            assert_eq!(identity.to_identity(&payload), kept);
        }
    }
}
