//! A field of a form: the boundary in a line, the name in a line, then the body.

use jwt_fresh::__fuzz;

use crate::{input::line, reference::multipart};

/// The field is that of the reference.
pub fn check(data: &[u8]) -> bool {
    let (boundary, rest) = line(data);
    let (name, body) = line(rest);
    let (Ok(boundary), Ok(name)) = (std::str::from_utf8(boundary), std::str::from_utf8(name))
    else {
        return false;
    };
    let field = __fuzz::multipart_field(body, boundary, name);
    assert_eq!(field, multipart::field(body, boundary, name).as_deref());
    field.is_some()
}
