//! Error responses: status, challenge and order of checks, and errors of configuration.

mod authenticate_first;
mod challenge;
mod code;
mod either_order;
mod misconfiguration;
mod sources;
