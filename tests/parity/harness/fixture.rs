//! Tokens that crossed between the real Python libraries and us; see `fixtures/make.py`.

use jwt_fresh::Algorithm;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::harness::library::Library;

/// What the Python libraries made, and our app accepted.
pub const PYTHON_TOKENS: Fixtures = Fixtures(include_str!("../fixtures/python_tokens.json"));

/// What our app made, and the Python libraries accepted.
pub const OUR_TOKENS: Fixtures = Fixtures(include_str!("../fixtures/our_tokens.json"));

/// The text of a file of tokens.
#[derive(Clone, Copy, Debug)]
pub struct Fixtures(&'static str);

/// A token, and when it was made.
#[derive(Clone, Debug, Deserialize)]
pub struct Fixture {
    library: String,
    #[serde(deserialize_with = "algorithm")]
    pub algorithm: Algorithm,
    /// `access`, `fresh` or `refresh`.
    pub kind: String,
    /// In seconds since 1970.
    pub issued_at: u64,
    pub token: String,
}

impl Fixtures {
    /// The three kinds of token that a library made with an algorithm, or that were made for it.
    pub fn of(self, library: Library, algorithm: Algorithm) -> [Fixture; 3] {
        let all: Vec<Fixture> = serde_json::from_str(self.0).expect("the file holds fixtures");
        let name = library.column("quart", "flask");
        let those = all
            .into_iter()
            .filter(|token| token.library == name && token.algorithm == algorithm);
        let those: [Fixture; 3] = those.collect::<Vec<_>>().try_into().expect("three");
        assert_eq!(
            those.each_ref().map(|token| &*token.kind),
            ["access", "fresh", "refresh"]
        );
        those
    }
}

impl Fixture {
    /// Whom the token is for.
    pub fn identity(&self) -> Value {
        match &*self.kind {
            "access" => json!("Zoë"),
            _ => json!("test"),
        }
    }

    /// A claim of the app's own.
    pub fn role(&self) -> Value {
        match &*self.kind {
            "access" => json!("admin"),
            _ => Value::Null,
        }
    }

    /// Whether the same claims always get the same signature.
    pub fn is_deterministic(&self) -> bool {
        let name = self.algorithm.name();
        ["HS", "RS", "Ed"]
            .iter()
            .any(|family| name.starts_with(family))
    }
}

fn algorithm<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Algorithm, D::Error> {
    let name = String::deserialize(deserializer)?;
    name.parse().map_err(serde::de::Error::custom)
}
