//! Creating a token in a function that is not async: the loaders have to be ready.

use crate::{
    create::builder::{BuilderType, TokenBuilder},
    error::jwt_error::{JwtError, Result},
    manager::{
        jwt_manager::JwtManager,
        now_or_never::{app_now_or_never, now_or_never},
    },
    request::context::current::Current,
};

impl<K: BuilderType> TokenBuilder<K> {
    /// Signs the token and returns its text.
    ///
    /// If a loader of the manager may wait, such as for a query or a lock, await the builder instead:
    /// `create_access_token("alice").await?`. Whether it waits can depend on the moment: a lock may be
    /// free in every test. Builds with debug assertions are therefore stricter than others. There, this
    /// method also fails if a loader uses one of tokio's locks, channels, timers or sockets within a
    /// task, even if it is ready; and, after a loader has waited once, each time. The first failure is
    /// an error in the log, with the name of the loader.
    ///
    /// # Errors
    ///
    /// [`MissingManager`](crate::JwtError::MissingManager) outside a request (use
    /// [`JwtManager::create_access_token`] there);
    /// [`TokenNotCreated`](crate::JwtError::TokenNotCreated) if the identity or the claims do not
    /// serialize to JSON, an option is invalid, the token would be longer than the 8 KiB that are
    /// accepted, or the identity is null under [`JwtConfig::new`](crate::JwtConfig::new), which rejects
    /// such tokens: the [log](crate::events) says which; [`WouldBlock`](crate::JwtError::WouldBlock) if a loader has to be
    /// awaited, or, in builds with debug assertions, may have to be.
    pub fn encode(self) -> Result<String> {
        let manager = self.manager.clone();
        let loads = |manager: &JwtManager| manager.callbacks().load_for_new_tokens();
        if with_manager(manager.as_ref(), loads) != Some(true) {
            // Nothing waits.
            return now_or_never(self.encode_async()).unwrap_or(Err(JwtError::WouldBlock));
        }
        // So that a test shows the mistake, even if the loader happens to be ready in it.
        if cfg!(debug_assertions) && waiting_loader(manager.as_ref()).is_some() {
            return Err(would_block(manager.as_ref()));
        }
        let encoded = app_now_or_never(self.encode_async());
        encoded.unwrap_or_else(|| Err(would_block(manager.as_ref())))
    }
}

/// Calls a function with this manager, or with the request's, if there is one.
fn with_manager<T>(manager: Option<&JwtManager>, read: impl FnOnce(&JwtManager) -> T) -> Option<T> {
    match manager {
        Some(manager) => Some(read(manager)),
        None => Current::with(|current| read(current.manager())),
    }
}

/// The loader that was not ready at once, if any.
fn waiting_loader(manager: Option<&JwtManager>) -> Option<&'static str> {
    with_manager(manager, |manager| {
        manager.callbacks().waiting_loader.get().copied()
    })?
}

/// Logs once which loader has to be awaited, and returns the opaque error.
#[cold]
fn would_block(manager: Option<&JwtManager>) -> JwtError {
    let callback = waiting_loader(manager).unwrap_or("a callback");
    with_manager(manager, |manager| {
        manager.hints().pending_loader.once(|| {
            tracing::error!(
                callback,
                "the callback may have to wait, and `.encode()` can't wait for it; write \
                 `create_access_token(..).await?` instead of `create_access_token(..).encode()?`"
            );
        });
    });
    JwtError::WouldBlock
}
