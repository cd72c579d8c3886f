//! What a handler requires of its token: the arguments of the attributes, and proof types.

mod max_age;
mod proofs;
mod roles;
mod scopes;
mod skip_checks;
mod verify_fn;
