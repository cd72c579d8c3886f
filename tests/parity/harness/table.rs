//! A table of situations, and the test that each of its rows is.

use jwt_fresh::ConfigError;
use jwt_fresh_tests::{Request, Server};

use crate::harness::{answer::Answer, library::Library};

/// Turns each row into a `#[test]`.
///
/// ```text
/// table! { app: PLAIN;
///     /// no header
///     no_header: get("/protected"),
///         quart: refused(401, "Missing Authorization Header"),
///         flask: SAME;
/// }
/// ```
///
/// The doc comment is the situation in the words of the table of facts. Several requests in
/// brackets are answered alike.
macro_rules! table {
    (app: $app:expr; $(
        $(#[doc = $situation:literal])+
        $name:ident: $requests:expr, quart: $quart:expr, flask: $flask:expr;
    )+) => {$(
        $(#[doc = $situation])+
        #[test]
        fn $name() {
            $crate::harness::table::Row {
                requests: $crate::harness::table::Requests::from($requests),
                quart: $quart,
                flask: $flask,
            }
            .hold(super::PYTHON, &$app);
        }
    )+};
}

/// One row: what is sent, and the column of each library.
pub struct Row {
    pub requests: Requests,
    pub quart: Answer,
    pub flask: Answer,
}

/// The requests of a row: one, or several that are answered alike.
pub struct Requests(Vec<Request>);

impl From<Request> for Requests {
    fn from(request: Request) -> Self {
        Self(vec![request])
    }
}

impl<const N: usize> From<[Request; N]> for Requests {
    fn from(requests: [Request; N]) -> Self {
        Self(requests.into())
    }
}

impl<const N: usize, const M: usize> From<[[Request; N]; M]> for Requests {
    fn from(requests: [[Request; N]; M]) -> Self {
        Self(requests.into_iter().flatten().collect())
    }
}

impl Row {
    /// Sends the requests and holds the answers against the library's column.
    pub fn hold(self, library: Library, app: &Result<Server, ConfigError>) {
        let expected = match (library, self.flask) {
            (Library::Quart, _) | (Library::Flask, Answer::Same) => self.quart,
            (Library::Flask, flask) => flask,
        };
        match app {
            Ok(server) => {
                for request in &self.requests.0 {
                    expected.hold_against(request, &server.send(request));
                }
            }
            Err(error) => expected.hold_against_error(error),
        }
    }
}
