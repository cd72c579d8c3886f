//! Setting options by their Python names: from the environment and from JSON.

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
/// Variables of this crate itself, such as `JWT_FRESH_DEBUG`.
const OWN_PREFIX: &str = "JWT_FRESH_";

impl JwtConfig {
    /// Sets options from environment variables with their Python names, such as
    /// `JWT_ACCESS_TOKEN_EXPIRES=900`.
    ///
    /// The environment overrides what was set before this call, and is overridden by what is set
    /// after it. The order of the variables does not matter. `SECRET_KEY` is used if no other secret
    /// is set, as in Python. The names are listed in the [porting guide](crate::porting#options).
    ///
    /// - A switch is `true`, `false`, `1` or `0`, in upper or lower case.
    /// - A lifetime is a whole number of seconds, or `false` for "never expires".
    /// - A list is separated by commas, or written as JSON: `JWT_TOKEN_LOCATION=headers,cookies`.
    /// - A key is the text of its PEM file, with line breaks, or with `\n` or `\r\n` in their place. See
    ///   [`SigningKey::from_pem`](crate::SigningKey::from_pem) for the other forms.
    /// - An empty variable is Python's `None`, if the option can be that; for `JWT_DECODE_AUDIENCE` and
    ///   `JWT_DECODE_ISSUER`, whose check it would turn off, it is an error.
    ///
    /// Variables that begin with `JWT_FRESH_` are skipped. So are those that Kubernetes sets for a service
    /// whose name begins with `jwt`, such as `JWT_PORT` and `JWT_AUTH_SERVICE_HOST`, with a warning in the
    /// log; `enableServiceLinks: false` in the pod keeps them out.
    ///
    /// With [`KeySource::unset`](crate::KeySource::unset) the code contains no secret. (The
    /// process's environment keeps it; a secret in a file that is read at the start does not stay
    /// there.)
    ///
    /// ```no_run
    /// use jwt_fresh::{JwtConfig, JwtManager, KeySource};
    ///
    /// let config = JwtConfig::quart(KeySource::unset()).with_env()?;
    /// let jwt = JwtManager::new(config)?; // an error if no key is set
    /// # Ok::<(), jwt_fresh::ConfigError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// A [`ConfigError`] that names the variable, if it begins with `JWT_` and is not an option, or if
    /// its value is malformed. The error never contains the value.
    pub fn with_env(self) -> Result<Self, ConfigError> {
        self.with_env_from(env::vars_os())
    }

    /// Sets options from variables of any other origin, such as a `.env` file; otherwise as
    /// [`with_env`](Self::with_env).
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
        let mut service_links = Vec::new();
        for (name, value) in variables {
            let name = name.as_ref().to_string_lossy();
            if is_service_link(&name) {
                service_links.push(name.into_owned());
            } else if is_for_options(&name) {
                let value = value
                    .as_ref()
                    .to_str()
                    .map_or(RawValue::NotText, RawValue::Text);
                self.set_option(&name, value)?;
            }
        }
        if !service_links.is_empty() {
            service_links.sort_unstable();
            tracing::warn!(
                names = service_links.join(", "),
                "environment variables of a Kubernetes service are not options and were skipped; \
                 `enableServiceLinks: false` in the pod keeps them out"
            );
        }
        Ok(self)
    }

    /// Sets an option under its Python name to the JSON form of its Python value.
    ///
    /// A `timedelta` is a whole number of seconds, `None` is `null`. Values that would make Python
    /// fail at the first request are rejected here.
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
    /// A [`ConfigError`] that names the option, if there is none with that name or if the value is
    /// malformed. The error never contains the value.
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
        if !option.libraries.contains(&library) {
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

/// Whether a variable of that name has to be an option.
fn is_for_options(name: &str) -> bool {
    name == APP_SECRET || name.starts_with(PREFIX) && !name.starts_with(OWN_PREFIX)
}

/// Whether Kubernetes sets a variable of that name for a service, in its own form or in that of Docker's
/// links: `JWT_SERVICE_HOST`, `JWT_SERVICE_PORT_HTTP`, `JWT_PORT`, `JWT_PORT_80_TCP_ADDR`.
///
/// No option has such a name.
fn is_service_link(name: &str) -> bool {
    let follows_service =
        |rest: &str| rest == "HOST" || rest == "PORT" || rest.starts_with("PORT_");
    let follows_port = |rest: &str| rest.starts_with(|first: char| first.is_ascii_digit());
    let has = |mark: &str, follows: &dyn Fn(&str) -> bool| {
        name.match_indices(mark)
            .any(|(at, mark)| name.get(at + mark.len()..).is_some_and(follows))
    };
    name.starts_with(PREFIX)
        && !name.starts_with(OWN_PREFIX)
        && (has("_SERVICE_", &follows_service)
            || has("_PORT_", &follows_port)
            || name.ends_with("_PORT"))
}
