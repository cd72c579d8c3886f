//! A parser for `Set-Cookie` headers.

use crate::Response;

/// One `Set-Cookie` header: a name, a value, and its attributes in alphabetical order.
#[derive(Clone, Debug, PartialEq)]
pub struct SetCookie {
    pub name: String,
    pub value: String,
    pub attributes: Vec<String>,
}

impl SetCookie {
    /// All that an answer sets, in the order they stand there.
    pub fn all(answer: &Response) -> Vec<Self> {
        let lines = answer.headers("Set-Cookie");
        lines.into_iter().map(Self::parse).collect()
    }

    /// The one of that name; a second one is a failure of the test.
    pub fn named(answer: &Response, name: &str) -> Option<Self> {
        let mut all = Self::all(answer);
        all.retain(|cookie| cookie.name == name);
        assert!(all.len() <= 1, "{name} is set {} times", all.len());
        all.pop()
    }

    /// Parses the value of one header.
    pub fn parse(line: &str) -> Self {
        let mut parts = line.split("; ").map(str::to_owned);
        let pair = parts.next().expect("split gives one at least");
        let (name, value) = pair.split_once('=').expect("a cookie has a value");
        let (name, value) = (name.to_owned(), value.to_owned());
        let mut attributes: Vec<_> = parts.collect();
        attributes.sort_unstable();
        Self {
            name,
            value,
            attributes,
        }
    }

    /// The value of an attribute; empty for one that has none, such as `Secure`.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find_map(|attribute| {
            let (other, value) = attribute.split_once('=').unwrap_or((attribute, ""));
            (other == name).then_some(value)
        })
    }
}
