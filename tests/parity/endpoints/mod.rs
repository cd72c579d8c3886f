//! Sections 1, 9, 18, 19 and 20: the documented page, `jwt_optional`, methods, login bodies, and the
//! arguments of `jwt_required`.

mod documented_page;
mod jwt_required_arguments;
mod login_bodies;
mod methods;
mod optional;

use super::{
    PYTHON,
    locations::header,
    setup::{servers, token},
};
