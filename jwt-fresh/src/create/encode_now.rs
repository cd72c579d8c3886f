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
    /// such tokens: the [log](crate::events) says which; [`WouldBlock`](crate::JwtError::WouldBlock) if a
    /// loader has to be awaited, or, in builds with debug assertions, may have to be; always if the key is
    /// [outside](crate::KeySource::outside) of the process.
    pub fn encode(self) -> Result<String> {
        let manager = self.manager.clone();
        let waits = with_manager(manager.as_ref(), Waits::of);
        match waits.unwrap_or(Waits::Never) {
            Waits::Never => {
                return now_or_never(self.encode_async()).unwrap_or(Err(JwtError::WouldBlock));
            }
            Waits::ForSignature => return Err(would_block(manager.as_ref(), "OutsideSigner")),
            Waits::ForLoaders => {}
        }
        // So that a test shows the mistake, even if the loader happens to be ready in it.
        if cfg!(debug_assertions)
            && let Some(loader) = waiting_loader(manager.as_ref())
        {
            return Err(would_block(manager.as_ref(), loader));
        }
        let encoded = app_now_or_never(self.encode_async());
        encoded.unwrap_or_else(|| {
            let loader = waiting_loader(manager.as_ref()).unwrap_or("a callback");
            Err(would_block(manager.as_ref(), loader))
        })
    }
}

/// What a new token may have to wait for.
enum Waits {
    Never,
    ForLoaders,
    /// The key is outside of the process.
    ForSignature,
}

impl Waits {
    fn of(manager: &JwtManager) -> Self {
        let callbacks = manager.callbacks();
        if manager.settings().keys.outside.is_some() && callbacks.encode_key.is_none() {
            Self::ForSignature
        } else if callbacks.load_for_new_tokens() {
            Self::ForLoaders
        } else {
            Self::Never
        }
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

/// Logs once what has to be awaited, and returns the opaque error.
#[cold]
fn would_block(manager: Option<&JwtManager>, callback: &'static str) -> JwtError {
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
