//! `JwtManager`: one checked configuration and its callbacks, shared by all workers.

use std::{fmt, sync::Arc};

use crate::{
    config::settings::checked::Settings,
    manager::{callbacks::callback_set::Callbacks, hints::Hints},
};

/// Creates and verifies the tokens of an app (Python's `JWTManager`).
///
/// Register it once, with `.wrap(jwt.clone())`, on the `App` or on a `web::scope`. A clone is cheap
/// and shares the configuration and the callbacks.
///
/// ```no_run
/// use actix_web::{App, HttpServer};
/// use jwt_fresh::{JwtConfig, JwtManager};
///
/// #[actix_web::main]
/// async fn main() -> std::io::Result<()> {
///     let jwt = JwtManager::new(JwtConfig::quart("super-secret"))?;
///     HttpServer::new(move || App::new().wrap(jwt.clone())).bind(("127.0.0.1", 5000))?.run().await
/// }
/// ```
#[derive(Clone)]
pub struct JwtManager(Arc<Shared>);

pub(crate) struct Shared {
    settings: Arc<Settings>,
    callbacks: Callbacks,
    hints: Hints,
}

impl JwtManager {
    pub(crate) fn from_parts(settings: Settings, callbacks: Callbacks) -> Self {
        Self(Arc::new(Shared {
            settings: Arc::new(settings),
            callbacks,
            hints: Hints::default(),
        }))
    }

    pub(crate) fn settings(&self) -> &Arc<Settings> {
        &self.0.settings
    }

    pub(crate) fn callbacks(&self) -> &Callbacks {
        &self.0.callbacks
    }

    pub(crate) fn hints(&self) -> &Hints {
        &self.0.hints
    }
}

impl fmt::Debug for JwtManager {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JwtManager")
            .field("algorithm", &self.0.settings.keys.algorithm())
            .field("callbacks", &self.0.callbacks)
            .finish_non_exhaustive()
    }
}
