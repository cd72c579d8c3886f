//! The errors of configurations that a test expects: `ConfigError` has variants that no other crate can
//! make.

use jwt_fresh::ConfigError;

/// A [`ConfigError`] that a test expects, made by [`config_error!`](crate::config_error).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpectedError(String);

impl ExpectedError {
    /// For [`config_error!`](crate::config_error).
    pub fn new(variant: &str, fields: &[(&str, String)]) -> Self {
        let fields: Vec<_> = fields
            .iter()
            .map(|(name, value)| format!("{name}: {value}"))
            .collect();
        Self(match &fields[..] {
            [] => variant.to_owned(),
            fields => format!("{variant} {{ {} }}", fields.join(", ")),
        })
    }
}

impl PartialEq<ExpectedError> for ConfigError {
    fn eq(&self, expected: &ExpectedError) -> bool {
        format!("{self:?}") == expected.0
    }
}

/// The [`ConfigError`] of that variant with these fields, all of them and in their order:
/// `config_error!(WeakSecret { algorithm })`.
#[macro_export]
macro_rules! config_error {
    (@value $name:ident) => { $name };
    (@value $name:ident $value:expr) => { $value };
    ($variant:ident $({ $($name:ident $(: $value:expr)?),* $(,)? })?) => {{
        // The variant exists.
        let _: fn(&::jwt_fresh::ConfigError) -> bool =
            |error| matches!(error, ::jwt_fresh::ConfigError::$variant { .. });
        $crate::ExpectedError::new(
            stringify!($variant),
            &[$($(
                (stringify!($name), format!("{:?}", $crate::config_error!(@value $name $($value)?))),
            )*)?],
        )
    }};
}

impl PartialEq<ExpectedError> for &ConfigError {
    fn eq(&self, expected: &ExpectedError) -> bool {
        **self == *expected
    }
}

impl PartialEq<ExpectedError> for Option<ConfigError> {
    fn eq(&self, expected: &ExpectedError) -> bool {
        self.as_ref().is_some_and(|error| *error == *expected)
    }
}
