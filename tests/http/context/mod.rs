//! The request context: where it is visible, how it follows spawned work, how it is kept apart from
//! other requests and other managers.

mod detached;
mod isolation;
mod several_managers;
mod verify_request;
mod visibility;
mod whole_scope;
