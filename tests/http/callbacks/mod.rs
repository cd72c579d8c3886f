//! The callbacks of a manager: loaders, custom error responses, failures, sync and async.

mod error_handlers;
mod fails_closed;
mod loaders;
mod sync_and_async;
