//! Strict parser for `multipart/form-data` (RFC 7578, RFC 2046 section 5.1.1).
//!
//! The whole body is in memory, and each part is a slice of it. A violation of the grammar ends the
//! form: nothing is found in that part or after it. A `Content-Disposition` that cannot be parsed
//! only leaves its part without a name, because file names are encoded in many ways.

use actix_web::http::header::{ContentDisposition, HeaderValue};
use memchr::memmem::Finder;

use crate::request::locations::raw_token::{SentTwice, only};

/// The most headers of a part: a form needs one, and browsers send two.
const MAX_HEADERS: usize = 32;

/// The content of the part with this name; `None` if there is no such part before the end of the form.
///
/// # Errors
///
/// [`SentTwice`] if there are two.
pub(crate) fn field<'b>(
    body: &'b [u8],
    boundary: &str,
    name: &str,
) -> Result<Option<&'b [u8]>, SentTwice> {
    // The grammar requires at least one character; without it, any `--` would end a part.
    if boundary.is_empty() {
        return Ok(None);
    }
    let delimiter = format!("\r\n--{boundary}");
    let parts = Parts::new(body, delimiter.as_bytes()).into_iter().flatten();
    only(
        parts
            .map_while(read)
            .filter(|(part_name, _)| part_name.as_deref() == Some(name))
            .map(|(_, content)| content),
    )
}

/// The parts between the delimiters. The search visits each byte of the body once; the header parser
/// then gets one part at a time.
struct Parts<'b, 'd> {
    /// The bytes after the last delimiter that was found.
    rest: &'b [u8],
    delimiter: Finder<'d>,
}

impl<'b, 'd> Parts<'b, 'd> {
    /// The parts after the preamble; `None` without a delimiter.
    fn new(body: &'b [u8], delimiter: &'d [u8]) -> Option<Self> {
        let at_start = delimiter.strip_prefix(b"\r\n")?;
        let delimiter = Finder::new(delimiter);
        let rest = match body.strip_prefix(at_start) {
            Some(rest) => rest,
            None => split_around(body, &delimiter)?.1,
        };
        Some(Self { rest, delimiter })
    }
}

impl<'b> Iterator for Parts<'b, '_> {
    type Item = &'b [u8];

    /// The next part, if its delimiter is well-formed and another delimiter follows.
    fn next(&mut self) -> Option<&'b [u8]> {
        // Two hyphens mark the last delimiter; what follows is an epilogue.
        let padding = self.rest.iter().take_while(|byte| b" \t".contains(byte));
        let line_end = self.rest.get(padding.count()..)?;
        let (part, rest) = split_around(line_end.strip_prefix(b"\r\n")?, &self.delimiter)?;
        self.rest = rest;
        Some(part)
    }
}

/// The bytes before and after the first delimiter.
fn split_around<'b>(bytes: &'b [u8], delimiter: &Finder<'_>) -> Option<(&'b [u8], &'b [u8])> {
    let (before, from) = bytes.split_at_checked(delimiter.find(bytes)?)?;
    Some((before, from.get(delimiter.needle().len()..)?))
}

/// The name of a part, if it can be parsed, and its content; `None` if the headers are malformed.
fn read(part: &[u8]) -> Option<(Option<String>, &[u8])> {
    let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
    let Ok(httparse::Status::Complete((length, headers))) =
        httparse::parse_headers(part, &mut headers)
    else {
        return None;
    };
    let (lines, content) = part.split_at_checked(length)?;
    // httparse accepts a bare line feed as the end of a line; the grammar does not.
    let mut lines = lines.split_inclusive(|byte| *byte == b'\n');
    if !lines.all(|line| line.ends_with(b"\r\n")) {
        return None;
    }
    let dispositions = headers
        .iter()
        .filter(|header| header.name.eq_ignore_ascii_case("content-disposition"));
    let name = only(dispositions)
        .ok()?
        .and_then(|header| HeaderValue::from_bytes(header.value).ok())
        .and_then(|value| ContentDisposition::from_raw(&value).ok())
        .filter(|disposition| disposition.is_form_data() && !is_file(disposition))
        .and_then(|disposition| disposition.get_name().map(str::to_owned));
    Some((name, content))
}

/// Whether a part is a file, which is no field of the form.
fn is_file(disposition: &ContentDisposition) -> bool {
    disposition.get_filename().is_some() || disposition.get_filename_ext().is_some()
}

#[cfg(test)]
pub(crate) mod tests;
