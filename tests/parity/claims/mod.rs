//! Sections 5, 7 and 8: claims, their validation and their layout.

mod audience_issuer;
mod layout;
mod layout_notes;
mod type_and_identity;

use super::{
    PYTHON,
    setup::{servers, token},
};
