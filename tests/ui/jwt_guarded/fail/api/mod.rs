//! Handlers in a file of their own.
