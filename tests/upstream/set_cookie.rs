//! A `Set-Cookie` header, taken apart.

use serde_json::Value;

use crate::layout::{is_uuid4, segment};

/// What `<now+Max-Age>` is, for the values of `Max-Age` that the table holds.
const ENDS: [(&str, &str); 2] = [
    ("Max-Age=3600", "Expires=Wed, 18 May 2033 04:33:20 GMT"),
    ("Max-Age=31540000", "Expires=Thu, 18 May 2034 04:40:00 GMT"),
];

/// A cookie that is set, without the order of its attributes.
#[derive(Debug, PartialEq)]
pub struct SetCookie {
    pub name: String,
    pub value: String,
    attributes: Vec<String>,
}

impl SetCookie {
    pub fn parse(text: &str) -> Self {
        let mut parts = text.split("; ").map(str::to_owned);
        let pair = parts.next().expect("a cookie has a name");
        let (name, value) = pair.split_once('=').expect("a cookie has a value");
        let mut attributes: Vec<_> = parts.collect();
        attributes.sort_unstable();
        Self {
            name: name.to_owned(),
            value: value.to_owned(),
            attributes,
        }
    }

    /// The value of an attribute; empty if it is a word by itself.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find_map(|attribute| {
            let (other, value) = attribute.split_once('=').unwrap_or((attribute, ""));
            (other == name).then_some(value)
        })
    }

    /// Whether a double submit value is set.
    pub fn is_csrf_value(&self) -> bool {
        is_uuid4(&self.value)
    }

    /// The double submit value in the token that is set.
    pub fn csrf_claim(&self) -> String {
        let claims: Value = segment(&self.value, 1).parse().expect("claims are JSON");
        claims["csrf"].as_str().unwrap_or_default().to_owned()
    }

    /// With `<jwt>`, `<uuid>` and `<now+Max-Age>` in the place of what is new each time.
    pub fn in_notation(mut self) -> Self {
        if self.value.split('.').count() == 3 {
            self.value = "<jwt>".to_owned();
        } else if self.is_csrf_value() {
            self.value = "<uuid>".to_owned();
        }
        for (max_age, expires) in ENDS {
            if self.attributes.iter().any(|attribute| attribute == max_age) {
                let ends = self.attributes.iter_mut().filter(|other| *other == expires);
                ends.for_each(|expires| "Expires=<now+Max-Age>".clone_into(expires));
            }
        }
        self.attributes.sort_unstable();
        self
    }
}
