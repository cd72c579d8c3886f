//! Deprecated functions that do nothing. The attributes call them to warn about a call that runs
//! outside of the request's context: on stable Rust a macro has no other way to emit a warning.

/// Warns about a call in the `async` block of a spawned task.
#[deprecated(
    note = "this call does not see the request, as it runs in a task of its own; write `async { .. \
            }.with_jwt_context()` where the handler spawns it, or call it before and move the result in"
)]
pub const fn detached_call_in_task() {}

/// Warns about a call in a closure that another thread runs.
#[deprecated(
    note = "this call does not see the request, as it runs in another thread; write `let context = \
            JwtContext::capture();` before and `context.scope(|| ..)` in the closure, or call it \
            before and move the result in"
)]
pub const fn detached_call_in_thread() {}
