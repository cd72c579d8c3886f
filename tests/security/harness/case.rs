//! One row of a table: a request, and what must become of it.

use jwt_fresh_tests::Request;

use crate::harness::target::{Dialect, Endpoint, Target};

/// What must become of a request.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Verdict {
    /// 4xx, and nothing that was sent is repeated.
    Refused,
    /// 200: a control, to see that it is the attack that is refused and not all that goes near it.
    LetIn,
    /// 200 for nobody.
    Anonymous,
    /// actix-web answers 400 by itself, for this is not HTTP.
    NotHttp,
}

impl Verdict {
    pub fn let_in_if(condition: bool) -> Self {
        if condition {
            Self::LetIn
        } else {
            Self::Refused
        }
    }

    /// For our scheme with something else than one token: quart forgives it where a token is
    /// optional.
    pub fn malformed(target: Target) -> Self {
        match (target.dialect, target.endpoint) {
            (Dialect::Quart, Endpoint::Optional) => Self::Anonymous,
            _ => Self::Refused,
        }
    }

    /// For a request without any token of ours.
    pub fn without_token(target: Target) -> Self {
        if target.endpoint == Endpoint::Optional {
            Self::Anonymous
        } else {
            Self::Refused
        }
    }
}

/// A request and its verdict.
pub struct Case {
    pub name: String,
    pub method: &'static str,
    /// Without its question mark; empty for none.
    pub query: String,
    /// The headers that carry credentials.
    pub headers: Vec<(&'static str, Vec<u8>)>,
    pub body: Vec<u8>,
    pub verdict: Verdict,
}

impl Case {
    /// A bare GET request.
    pub fn bare(name: impl Into<String>, verdict: Verdict) -> Self {
        Self {
            name: name.into(),
            method: "GET",
            query: String::new(),
            headers: Vec::new(),
            body: Vec::new(),
            verdict,
        }
    }

    pub fn method(self, method: &'static str) -> Self {
        Self { method, ..self }
    }

    pub fn query(self, query: impl Into<String>) -> Self {
        let query = query.into();
        Self { query, ..self }
    }

    /// One more header.
    pub fn and(mut self, name: &'static str, value: impl AsRef<[u8]>) -> Self {
        self.headers.push((name, value.as_ref().to_vec()));
        self
    }

    pub fn body(self, media_type: &str, body: impl AsRef<[u8]>) -> Self {
        let body = body.as_ref().to_vec();
        Self {
            body,
            ..self.and("Content-Type", media_type)
        }
    }

    /// `Authorization: Bearer <token>`.
    pub fn new(name: impl Into<String>, token: impl AsRef<str>, verdict: Verdict) -> Self {
        Self::header(name, format!("Bearer {}", token.as_ref()), verdict)
    }

    pub fn refused(name: impl Into<String>, token: impl AsRef<str>) -> Self {
        Self::new(name, token, Verdict::Refused)
    }

    pub fn let_in(name: impl Into<String>, token: impl AsRef<str>) -> Self {
        Self::new(name, token, Verdict::LetIn)
    }

    /// One `Authorization` header of any bytes.
    pub fn header(name: impl Into<String>, value: impl AsRef<[u8]>, verdict: Verdict) -> Self {
        Self::headers(name, [("Authorization", value)], verdict)
    }

    pub fn headers<V: AsRef<[u8]>>(
        name: impl Into<String>,
        headers: impl IntoIterator<Item = (&'static str, V)>,
        verdict: Verdict,
    ) -> Self {
        headers
            .into_iter()
            .fold(Self::bare(name, verdict), |case, (name, value)| {
                case.and(name, value)
            })
    }

    pub fn request(&self, target: Target) -> Request {
        let path = match self.query.as_str() {
            "" => target.path().to_owned(),
            query => format!("{}?{query}", target.path()),
        };
        let mut request = Request::new(self.method, &path);
        if !self.body.is_empty() {
            request = request.body(&self.body);
        }
        self.headers.iter().fold(request, |request, (name, value)| {
            request.header(name, value)
        })
    }
}
