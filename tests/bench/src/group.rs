//! A group of rows that are measured together, so that they can be compared.

use actix_web::http::StatusCode;

use crate::{
    contenders::Entry,
    in_process::{Function, InProcess},
    request::RequestSpec,
    setup::{IDENTITY, Setup},
    token::{Claims, Shown},
};

/// Rows that alternate in one run.
pub struct Group {
    /// A short name for the command line and the targets.
    pub id: &'static str,
    pub title: String,
    pub rows: Vec<Row>,
}

/// One thing to measure.
pub struct Row {
    pub name: String,
    pub subject: Subject,
}

/// The subject of a row.
pub enum Subject {
    App(Box<AppSubject>),
    /// A function that needs no request.
    Function(fn() -> Box<dyn InProcess>),
}

/// A contender and its request.
pub struct AppSubject {
    pub entry: Entry,
    pub setup: Setup,
    pub shown: Shown,
}

impl AppSubject {
    /// Creates the request and the token in it.
    pub fn request(&self) -> RequestSpec {
        let claims = (self.entry.claims)(Claims::good());
        let token = self.shown.token(&self.setup, claims);
        (self.entry.request)(token.as_deref())
    }

    /// Whether the response is the expected one: the identity, or a rejection.
    pub fn accepts(&self, status: StatusCode, body: &[u8]) -> bool {
        if self.entry.open || self.shown.opens() {
            status == StatusCode::OK && body == IDENTITY.as_bytes()
        } else {
            status.is_client_error()
        }
    }
}

impl Group {
    pub fn new(id: &'static str, title: impl Into<String>) -> Self {
        Self {
            id,
            title: title.into(),
            rows: Vec::new(),
        }
    }

    /// Adds a contender.
    pub fn app(self, entry: Entry, setup: &Setup, shown: Shown) -> Self {
        self.app_named(entry.name, entry, setup, shown)
    }

    /// Adds a contender under another name.
    pub fn app_named(
        mut self,
        name: impl Into<String>,
        entry: Entry,
        setup: &Setup,
        shown: Shown,
    ) -> Self {
        let subject = AppSubject {
            entry,
            setup: setup.clone(),
            shown,
        };
        self.rows.push(Row {
            name: name.into(),
            subject: Subject::App(Box::new(subject)),
        });
        self
    }

    /// Adds a function.
    pub fn function(mut self, name: impl Into<String>, make: fn() -> Box<dyn InProcess>) -> Self {
        self.rows.push(Row {
            name: name.into(),
            subject: Subject::Function(make),
        });
        self
    }
}

/// A row that is ready to be called.
pub struct Started {
    pub app: Box<dyn InProcess>,
    pub request: RequestSpec,
}

impl Row {
    /// Starts the row, and checks its response.
    pub async fn start(&self) -> Started {
        match &self.subject {
            Subject::Function(make) => Started {
                app: make(),
                request: RequestSpec::get(),
            },
            Subject::App(subject) => {
                let started = Started {
                    app: (subject.entry.start)(subject.setup.clone()).await,
                    request: subject.request(),
                };
                let answer = started.app.call(vec![started.request.to_request()]).await;
                assert!(
                    subject.accepts(answer.status, &answer.body),
                    "{}, shown {:?}: {answer:?}",
                    self.name,
                    subject.shown
                );
                started
            }
        }
    }
}

/// A function as a row's subject.
pub fn function(call: impl Fn() -> String + 'static) -> Box<dyn InProcess> {
    Box::new(Function(call))
}
