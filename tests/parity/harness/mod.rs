//! What turns a row of a table into a test: the macros, the expected answers, and the ported pages.

#[macro_use]
pub mod layout;
#[macro_use]
pub mod option;
#[macro_use]
pub mod table;

pub mod agreed;
pub mod answer;
pub mod cookie_notation;
pub mod cookie_page;
pub mod endpoints;
pub mod fixture;
pub mod key_pair;
pub mod library;
pub mod login_page;
pub mod members;
