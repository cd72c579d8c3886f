//! An option under its Python name, and the test that a row of section 9 is.

use jwt_fresh::JwtConfig;
use jwt_fresh_tests::config_error;
use serde_json::Value;

use crate::harness::library::Library;

/// Turns each row into a `#[test]` that sets the option and looks at what the app does.
///
/// ```text
/// options! { of config();
///     JWT_HEADER_TYPE: is("Bearer"), SAME, or "JWT", seen_requests::header_type;
/// }
/// ```
///
/// First the default of Quart and that of Flask, then another value, then how the option's value
/// is seen from outside.
macro_rules! options {
    (of $config:expr; $($name:ident: $quart:expr, $flask:expr, or $other:tt, $seen:expr;)+) => {$(
        #[test]
        #[allow(non_snake_case, reason = "options are written so in Python")]
        fn $name() {
            $crate::harness::option::Row {
                name: stringify!($name),
                quart: $quart,
                flask: $flask,
                other: serde_json::json!($other),
                seen: &$seen,
            }
            .hold(super::PYTHON, $config);
        }
    )+};
}

/// What a library's column says.
#[derive(Clone, Debug)]
pub enum Default {
    /// The option has this value from the beginning.
    Is(Value),
    /// It has none of its own, and this is what is seen.
    Looks(Value),
    /// The library has no such option.
    Absent,
    /// As in the Quart column.
    Same,
}

pub fn is(value: impl Into<Value>) -> Default {
    Default::Is(value.into())
}

pub const ABSENT: Default = Default::Absent;

pub const SAME: Default = Default::Same;

/// One row: the option, its defaults, another value, and how either is seen.
pub struct Row<'r> {
    pub name: &'static str,
    pub quart: Default,
    pub flask: Default,
    pub other: Value,
    pub seen: &'r dyn Fn(JwtConfig) -> Value,
}

impl Row<'_> {
    /// Sets the option in all ways, and looks.
    pub fn hold(self, library: Library, defaults: JwtConfig) {
        let column = match (library, self.flask.clone()) {
            (Library::Quart, _) | (Library::Flask, Default::Same) => self.quart.clone(),
            (Library::Flask, flask) => flask,
        };
        let (settable, default) = match column {
            Default::Is(default) => (Some(default.clone()), default),
            Default::Looks(default) => (None, default),
            Default::Absent => return self.is_absent(library, defaults),
            Default::Same => panic!("the Quart column says a default"),
        };
        assert_ne!(default, self.other, "to tell them apart");
        assert_eq!((self.seen)(defaults.clone()), default, "the default");
        if let Some(default) = settable {
            let set = self.set(defaults.clone(), &default);
            assert_eq!((self.seen)(set), default, "the default, said");
        }
        let set = self.set(defaults.clone(), &self.other);
        assert_eq!((self.seen)(set), self.other, "another value");
        let set = defaults.with_env_from([(self.name, in_environment(&self.other))]);
        let set = set.expect("it is an option");
        assert_eq!((self.seen)(set), self.other, "from the environment");
    }

    fn set(&self, config: JwtConfig, value: &Value) -> JwtConfig {
        let set = config.with_option(self.name, value);
        set.expect("it is an option, and this is a value")
    }

    fn is_absent(&self, library: Library, defaults: JwtConfig) {
        let refusal = config_error!(OptionOfAnotherLibrary {
            name: self.name,
            library: library.column("Quart-JWT-Extended", "Flask-JWT-Extended"),
        });
        let environment = [(self.name, in_environment(&self.other))];
        assert_eq!(
            defaults.clone().with_env_from(environment).unwrap_err(),
            refusal
        );
        let set = defaults.with_option(self.name, &self.other);
        assert_eq!(set.unwrap_err(), refusal);
    }
}

/// The value as the text of a variable.
fn in_environment(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
