//! `JwtManager`: one checked configuration and its callbacks, shared by all workers.

use std::{
    fmt,
    sync::{Arc, OnceLock},
};

use crate::{
    config::settings::checked::Settings,
    manager::{
        callbacks::callback_set::Callbacks, hints::Hints, registry::Registration,
        revocation::revoke::Revocations,
    },
};

/// Creates and verifies the tokens of an app (Python's `JWTManager`).
///
/// Register it once, with `.wrap(jwt.clone())`, on the `App` or on a `web::scope`. A clone is cheap
/// and shares the configuration, the callbacks and the revocation store.
///
/// **Build it outside of the `HttpServer` closure**, as below. The closure runs on each worker: managers that
/// are built there share nothing, and with a [`MemoryRevocationStore`](crate::MemoryRevocationStore) each, a
/// token that one worker has revoked is accepted by the others. The log says so. It also warns of two
/// managers with an equal key, such as one for customers and one for staff, if no required audience or issuer
/// tells their tokens apart.
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
    /// The manager's entry among those of the process, once it is built.
    registration: OnceLock<Registration>,
}

impl JwtManager {
    pub(crate) fn from_parts(settings: Settings, callbacks: Callbacks) -> Self {
        Self(Arc::new(Shared {
            settings: Arc::new(settings),
            callbacks,
            hints: Hints::default(),
            registration: OnceLock::new(),
        }))
    }

    /// Adds the manager to those of the process, and logs if another one has an equal key that it should
    /// not have.
    pub(crate) fn register(&self) {
        self.0
            .registration
            .get_or_init(|| Registration::new(self.settings(), self.callbacks()));
    }

    pub(crate) fn settings(&self) -> &Arc<Settings> {
        &self.0.settings
    }

    pub(crate) fn callbacks(&self) -> &Callbacks {
        &self.0.callbacks
    }

    /// What the manager tells its store.
    pub(crate) fn revocations(&self) -> Revocations<'_> {
        Revocations {
            callbacks: self.callbacks(),
            settings: self.settings(),
        }
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
