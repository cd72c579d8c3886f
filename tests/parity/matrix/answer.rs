//! An answer of Python's or ours, and when two are equal.

use super::json_text::JsonText;

/// A status and the body's text.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: u16,
    pub body: String,
}

/// Python's JSON parser has words of its own for what is wrong, and so has ours.
const PARSE_ERRORS: [&str; 2] = ["Invalid header string: ", "Invalid payload string: "];

/// The one such text that is not the parser's.
const NO_OBJECT: &str = "must be a json object";

/// Statuses whose page is the web framework's own.
const FRAMEWORK: [u16; 4] = [400, 404, 405, 413];

impl Answer {
    /// Whether a client sees no difference.
    pub fn equals(&self, other: &Self) -> bool {
        if self.status != other.status {
            return false;
        }
        if self.body == other.body
            || (FRAMEWORK.contains(&self.status) && other.message().is_none())
        {
            return true;
        }
        match (self.message(), other.message()) {
            (Some(ours), Some(theirs)) => {
                without_parse_error(&ours) == without_parse_error(&theirs)
            }
            (None, None) => match (JsonText::parse(&self.body), JsonText::parse(&other.body)) {
                (Some(ours), Some(theirs)) => ours == theirs,
                _ => false,
            },
            _ => false,
        }
    }

    /// The text of `{"msg": ".."}`.
    pub fn message(&self) -> Option<String> {
        let body: serde_json::Value = serde_json::from_str(&self.body).ok()?;
        body.get("msg")?.as_str().map(str::to_owned)
    }

    /// Whether the handler ran for somebody.
    pub fn lets_in(&self) -> bool {
        let body = JsonText::parse(&self.body).filter(|_| self.status == 200);
        let Some(JsonText::Object(body)) = body else {
            return false;
        };
        body.get("identity")
            .is_some_and(|identity| *identity != JsonText::Word("null".into()))
    }

    /// The message, else the start of the body.
    pub fn text(&self) -> String {
        let start = |body: &str| body.chars().take(300).collect();
        self.message().unwrap_or_else(|| start(&self.body))
    }
}

fn without_parse_error(message: &str) -> &str {
    let parser = PARSE_ERRORS.iter().find(|start| {
        let rest = message.strip_prefix(**start);
        rest.is_some_and(|rest| rest != NO_OBJECT)
    });
    parser.unwrap_or(&message)
}
