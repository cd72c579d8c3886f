//! Fuzz targets for the readers of untrusted bytes in jwt-fresh.
//!
//! Each file of [`targets`] compares one reader with a second, simple implementation, or checks what
//! must be true of every input. `fuzz_targets/` runs them under libFuzzer, `tests/seeds.rs` on the
//! seeds alone.
//!
//! A target's `check` panics on a finding. It returns whether the reader accepted the input, so that
//! the replay notices a target whose seeds no longer reach it.

#![forbid(unsafe_code)]

pub mod input;
pub mod jwt;
pub mod reference;
pub mod targets;
