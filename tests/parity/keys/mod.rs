//! Sections 3 and 17: keys, algorithms, token shape and `decode_token`; tokens of the real libraries.

mod algorithms;
mod crossing;
mod decode_token;
pub mod missing;
mod token_shape;

use super::{
    PYTHON,
    setup::{servers, token},
};
