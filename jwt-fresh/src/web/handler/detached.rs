//! What the attributes call, at compile time only, to warn about a call that does not see the
//! request: on stable Rust a macro has one way to warn, which is to use something deprecated.

/// In the `async` block of a spawned task.
#[deprecated(
    note = "this call does not see the request, as it runs in a task of its own; write `async { .. \
            }.with_jwt_context()` where the handler spawns it, or call it before and move the result in"
)]
pub const fn detached_call_in_task() {}

/// In a closure that another thread calls.
#[deprecated(
    note = "this call does not see the request, as it runs in another thread; write `let context = \
            JwtContext::capture();` before and `context.scope(|| ..)` in the closure, or call it \
            before and move the result in"
)]
pub const fn detached_call_in_thread() {}
