//! Setting options under the names that the Python libraries give them: from the environment, and
//! from JSON.

use std::{env, ffi::OsStr};

use serde_json::Value;

use crate::{
    config::{
        jwt_config::JwtConfig,
        python_names::{raw_value::RawValue, table},
    },
    error::config_error::ConfigError,
};

/// The web app's own secret, which has no prefix.
const APP_SECRET: &str = "SECRET_KEY";
const PREFIX: &str = "JWT_";

impl JwtConfig {
    /// Sets the options that stand in the environment under their Python names, such as
    /// `JWT_ACCESS_TOKEN_EXPIRES=900`.
    ///
    /// The environment wins over what was said before this call; what is said after it wins over
    /// the environment. The order of the variables does not matter. `SECRET_KEY` counts where
    /// there is no other secret, as in Python. The names are listed in the
    /// [porting guide](crate::porting#options).
    ///
    /// - A switch is `true`, `false`, `1` or `0`, in any case.
    /// - A lifetime is a whole number of seconds, or `false` for "never expires".
    /// - A list is separated by commas, or written as JSON: `JWT_TOKEN_LOCATION=headers,cookies`.
    /// - A key pair is the text of its PEM files; `\n` may stand for the line breaks.
    /// - An empty variable is Python's `None`, where the option can be that.
    ///
    /// With [`KeySource::unset`](crate::KeySource::unset) the code holds no secret:
    ///
    /// ```no_run
    /// use jwt_fresh::{JwtConfig, JwtManager, KeySource};
    ///
    /// let config = JwtConfig::quart(KeySource::unset()).with_env()?;
    /// let jwt = JwtManager::new(config)?; // refused if no key is set
    /// # Ok::<(), jwt_fresh::ConfigError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// A [`ConfigError`] that names the variable: one that begins with `JWT_` and is no option, or
    /// one whose value is malformed. It never repeats the value.
    pub fn with_env(self) -> Result<Self, ConfigError> {
        self.with_env_from(env::vars_os())
    }

    /// [`with_env`](Self::with_env) for variables of any other origin, such as a `.env` file.
    ///
    /// # Errors
    ///
    /// As [`with_env`](Self::with_env).
    pub fn with_env_from<N, V>(
        mut self,
        variables: impl IntoIterator<Item = (N, V)>,
    ) -> Result<Self, ConfigError>
    where
        N: AsRef<OsStr>,
        V: AsRef<OsStr>,
    {
        for (name, value) in variables {
            let name = name.as_ref().to_string_lossy();
            if name.starts_with(PREFIX) || name == APP_SECRET {
                let value = value
                    .as_ref()
                    .to_str()
                    .map_or(RawValue::NotText, RawValue::Text);
                self.set_option(&name, value)?;
            }
        }
        Ok(self)
    }

    /// Sets an option under its Python name to the JSON form of its Python value.
    ///
    /// A `timedelta` is a whole number of seconds, `None` is `null`. Values that Python would
    /// stumble over at the first request are refused here.
    ///
    /// ```
    /// use jwt_fresh::JwtConfig;
    /// use serde_json::json;
    ///
    /// let config = JwtConfig::flask("super-secret")
    ///     .with_option("JWT_TOKEN_LOCATION", &json!(["headers", "cookies"]))?
    ///     .with_option("JWT_ACCESS_TOKEN_EXPIRES", &json!(false))?;
    /// # Ok::<(), jwt_fresh::ConfigError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// A [`ConfigError`] that names the option, if there is none of that name or if the value is
    /// malformed. It never repeats the value.
    pub fn with_option(mut self, name: &str, value: &Value) -> Result<Self, ConfigError> {
        self.set_option(name, RawValue::Json(value))?;
        Ok(self)
    }

    fn set_option(&mut self, name: &str, value: RawValue<'_>) -> Result<(), ConfigError> {
        let Some(option) = table::find(name) else {
            return Err(ConfigError::UnknownOption {
                name: name.to_owned(),
            });
        };
        let library = self.dialect.library;
        if !option.had_by.contains(&library) {
            return Err(ConfigError::OptionOfAnotherLibrary {
                name: option.name,
                library: library.name(),
            });
        }
        (option.set)(self, value).map_err(|expected| ConfigError::MalformedOption {
            name: option.name,
            expected: expected.0,
        })
    }
}
