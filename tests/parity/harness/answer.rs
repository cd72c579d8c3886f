//! What a row says the answer is, and how it is held against the one that came.

use jwt_fresh::ConfigError;
use jwt_fresh_tests::{ExpectedError, Request, Response, config_error};
use serde_json::{Value, json};

use crate::harness::agreed::Agreed;

/// The answer that a row expects.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// The request passes, and the handler reads this identity, and these claims and this user if
    /// they matter.
    HandlerRuns {
        identity: Value,
        claims: Option<Value>,
        user: Option<Value>,
    },
    /// `{"msg": "..."}`. Of a message that ends in `...` only what stands before it counts: the
    /// rest is CPython's own.
    Refused { status: u16, message: &'static str },
    /// The page's own answer, in which `<jwt>` stands for any token.
    Page { status: u16, body: Value },
    /// A page of the web framework's own: its status counts, its looks do not.
    Framework(u16),
    /// The app does not start.
    NeverStarts(ExpectedError),
    /// Python's 500 for an exception that nobody caught. We never answer that.
    Crashes(&'static str),
    /// 500 in Python, for this exception, and 500 here: it is the app that is wrong, not the
    /// request. Ours says no more than that.
    Breaks(&'static str),
    /// The library has no such thing. We have it, and this is the answer.
    NoSuchThing(Box<Answer>),
    /// Python's answer, and ours that differs on purpose.
    Agreed {
        python: Box<Answer>,
        exception: Agreed,
        ours: Box<Answer>,
    },
    /// As in the Quart column.
    Same,
}

/// The Flask column where it says "same".
pub const SAME: Answer = Answer::Same;

/// 200: the handler runs, and this is whom it sees.
pub fn handler_runs(identity: impl Into<Value>) -> Answer {
    Answer::HandlerRuns {
        identity: identity.into(),
        claims: None,
        user: None,
    }
}

/// 200: the handler runs, and sees this user.
pub fn handler_meets(identity: impl Into<Value>, user: Value) -> Answer {
    Answer::HandlerRuns {
        identity: identity.into(),
        claims: None,
        user: Some(user),
    }
}

/// 200: the handler runs, and sees these claims.
pub fn handler_sees(identity: impl Into<Value>, claims: Value) -> Answer {
    Answer::HandlerRuns {
        identity: identity.into(),
        claims: Some(claims),
        user: None,
    }
}

/// 200: the handler runs, and sees nobody.
pub fn anonymous() -> Answer {
    handler_sees(Value::Null, json!({}))
}

pub fn refused(status: u16, message: &'static str) -> Answer {
    Answer::Refused { status, message }
}

pub fn page(status: u16, body: Value) -> Answer {
    Answer::Page { status, body }
}

/// A page that the web framework answers with.
pub fn framework(status: u16) -> Answer {
    Answer::Framework(status)
}

pub fn never_starts(error: ExpectedError) -> Answer {
    Answer::NeverStarts(error)
}

/// The app does not start: the library has no option of that name.
pub fn unknown_to_flask(name: &'static str) -> Answer {
    never_starts(config_error!(OptionOfAnotherLibrary {
        name,
        library: "Flask-JWT-Extended",
    }))
}

/// The app does not start: the option's value is none of what is expected.
pub fn malformed(name: &'static str, expected: &'static str) -> Answer {
    never_starts(config_error!(MalformedOption { name, expected }))
}

/// Python answers 500; this is the exception that nobody caught.
pub fn crashes(exception: &'static str) -> Answer {
    Answer::Crashes(exception)
}

/// Python answers 500 for this exception, and so do we: the app itself is wrong.
pub fn breaks(exception: &'static str) -> Answer {
    Answer::Breaks(exception)
}

/// The library has no such thing; ours answers this.
pub fn no_such_thing(ours: Answer) -> Answer {
    Answer::NoSuchThing(Box::new(ours))
}

impl Answer {
    /// Python's answer was `self`; ours is another one, as was agreed.
    pub fn agreed(self, exception: Agreed, ours: Answer) -> Self {
        assert_ne!(self, ours, "no exception is needed where we answer alike");
        Self::Agreed {
            python: Box::new(self),
            exception,
            ours: Box::new(ours),
        }
    }

    /// Fails the test if another response came.
    pub fn hold_against(&self, request: &Request, response: &Response) {
        let ours = self.ours();
        assert_eq!(ours.status(), response.status, "{request}\n{response:?}");
        if matches!(ours, Self::Framework(_)) {
            return;
        }
        if request.method() == "HEAD" {
            assert_eq!(response.body, "", "{request}");
        } else {
            assert_eq!(
                ours.body(request),
                ours.comparable(response.json()),
                "expected (left) and answered (right):\n{request}"
            );
        }
        assert_eq!(
            response.headers("Content-Type"),
            ["application/json"],
            "{request}"
        );
        assert_eq!(
            response.headers("WWW-Authenticate"),
            [""; 0],
            "Python sends none\n{request}"
        );
    }

    /// Fails the test if the app was to start, or not to start for another reason.
    pub fn hold_against_error(&self, error: &ConfigError) {
        match self.ours() {
            Self::NeverStarts(expected) => assert_eq!(error, *expected),
            other => panic!("{error}, in place of {other:?}"),
        }
    }

    /// What we are to answer, whatever Python does.
    fn ours(&self) -> &Answer {
        match self {
            Self::Agreed { ours, .. } | Self::NoSuchThing(ours) => ours,
            python => python,
        }
    }

    fn status(&self) -> u16 {
        match self {
            Self::HandlerRuns { .. } => 200,
            Self::Breaks(_) => 500,
            Self::Framework(status) => *status,
            Self::Refused { status, .. } | Self::Page { status, .. } => *status,
            other => panic!("{other:?} is no response of ours"),
        }
    }

    fn body(&self, request: &Request) -> Value {
        match self {
            Self::HandlerRuns {
                identity,
                claims,
                user,
            } => {
                let endpoint = request.path().trim_start_matches('/');
                let mut body = json!({ "endpoint": endpoint, "identity": identity });
                if let Some(claims) = claims {
                    body["claims"] = claims.clone();
                }
                if let Some(user) = user {
                    body["user"] = user.clone();
                }
                body
            }
            Self::Refused { message, .. } => json!({ "msg": message }),
            Self::Breaks(_) => json!({ "msg": "Internal Server Error" }),
            Self::Page { body, .. } => body.clone(),
            other => panic!("{other:?} is no response of ours"),
        }
    }

    /// The body that came, less what the row says nothing about.
    fn comparable(&self, mut body: Value) -> Value {
        match self {
            Self::HandlerRuns { claims: None, .. } => {
                body.as_object_mut().and_then(|body| body.remove("claims"));
            }
            Self::Refused { message, .. } => {
                let came = body["msg"].as_str().unwrap_or_default();
                if let Some(start) = message.strip_suffix("...")
                    && came.starts_with(start)
                {
                    body["msg"] = json!(message);
                }
            }
            Self::Page { .. } => {
                let members = body.as_object_mut().into_iter().flatten();
                for (_, token) in members.filter(|(_, value)| is_token(value)) {
                    *token = json!("<jwt>");
                }
            }
            _ => {}
        }
        body
    }
}

fn is_token(value: &Value) -> bool {
    value
        .as_str()
        .is_some_and(|text| text.split('.').count() == 3)
}
