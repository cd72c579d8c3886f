//! Sections 8, 14, 15 and 16: loaders, and which check comes first.

mod blocklist;
mod custom;
mod precedence;
mod verification_and_user;

use super::{
    PYTHON,
    locations::header,
    setup::{servers, token},
};
