//! A form as `multipart/form-data` (RFC 7578), read as strictly as RFC 2046, section 5.1.1, says.
//!
//! The whole body is there, so each part is a slice of it. What does not keep to the grammar ends
//! the form, so that nothing is found in it or after it. But a `Content-Disposition` that cannot be
//! read leaves no more than its own part without a name, for file names come in many ways.

use actix_web::http::header::{ContentDisposition, HeaderValue};
use memchr::memmem::Finder;

/// A part of a form needs one, and browsers send two.
const MAX_HEADERS: usize = 32;

/// The content of the first part that has this name.
pub(crate) fn field<'b>(body: &'b [u8], boundary: &str, name: &str) -> Option<&'b [u8]> {
    // The grammar wants a character at least; without one, any `--` would end a part.
    if boundary.is_empty() {
        return None;
    }
    let delimiter = format!("\r\n--{boundary}");
    let mut parts = Parts::new(body, delimiter.as_bytes())?;
    loop {
        let (part_name, content) = read(parts.next()?)?;
        if part_name.is_some_and(|part_name| part_name == name) {
            return Some(content);
        }
    }
}

/// What lies between the delimiters. Each byte of the body is looked at once by the search, and
/// once more by the reader of the headers, which gets no more than one part.
struct Parts<'b, 'd> {
    /// What follows the last delimiter that was found.
    rest: &'b [u8],
    delimiter: Finder<'d>,
}

impl<'b, 'd> Parts<'b, 'd> {
    /// The parts after the preamble; `None` if there is no delimiter, or no line break in it.
    fn new(body: &'b [u8], delimiter: &'d [u8]) -> Option<Self> {
        let at_once = delimiter.strip_prefix(b"\r\n")?;
        let delimiter = Finder::new(delimiter);
        let rest = match body.strip_prefix(at_once) {
            Some(rest) => rest,
            None => around(body, &delimiter)?.1,
        };
        Some(Self { rest, delimiter })
    }
}

impl<'b> Iterator for Parts<'b, '_> {
    type Item = &'b [u8];

    /// The next part, if its delimiter is well formed and there is a delimiter after it.
    fn next(&mut self) -> Option<&'b [u8]> {
        // Two hyphens here mark the last delimiter, and an epilogue may follow.
        let padding = self.rest.iter().take_while(|byte| b" \t".contains(byte));
        let line_end = self.rest.get(padding.count()..)?;
        let (part, rest) = around(line_end.strip_prefix(b"\r\n")?, &self.delimiter)?;
        self.rest = rest;
        Some(part)
    }
}

/// What is before the delimiter, and what is after it.
fn around<'b>(bytes: &'b [u8], delimiter: &Finder<'_>) -> Option<(&'b [u8], &'b [u8])> {
    let (before, from) = bytes.split_at_checked(delimiter.find(bytes)?)?;
    Some((before, from.get(delimiter.needle().len()..)?))
}

/// The name of a part, if it can be read, and the content; `None` if the headers are none.
fn read(part: &[u8]) -> Option<(Option<String>, &[u8])> {
    let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
    let Ok(httparse::Status::Complete((length, headers))) =
        httparse::parse_headers(part, &mut headers)
    else {
        return None;
    };
    let (lines, content) = part.split_at_checked(length)?;
    // The parser takes a line feed alone for the end of a line; the grammar does not.
    let mut lines = lines.split_inclusive(|byte| *byte == b'\n');
    if !lines.all(|line| line.ends_with(b"\r\n")) {
        return None;
    }
    let name = headers
        .iter()
        .find(|header| header.name.eq_ignore_ascii_case("content-disposition"))
        .and_then(|header| HeaderValue::from_bytes(header.value).ok())
        .and_then(|value| ContentDisposition::from_raw(&value).ok())
        .filter(ContentDisposition::is_form_data)
        .and_then(|disposition| disposition.get_name().map(str::to_owned));
    Some((name, content))
}

#[cfg(test)]
pub(crate) mod tests;
