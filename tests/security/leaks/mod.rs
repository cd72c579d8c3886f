//! Secrets in error responses, `Debug` output and logs.

mod secrets;
