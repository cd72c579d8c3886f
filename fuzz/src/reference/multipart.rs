//! `multipart/form-data` by the grammar of RFC 2046 section 5.1.1, in copies.

use actix_web::http::header::{ContentDisposition, DispositionParam, HeaderValue};

/// The content of the only part of that name before the form ends or is malformed.
pub fn field(body: &[u8], boundary: &str, name: &str) -> Option<Vec<u8>> {
    if boundary.is_empty() {
        return None;
    }
    let mut found: Vec<_> = parts(body, &format!("\r\n--{boundary}"))
        .into_iter()
        .filter(|(part_name, _)| part_name.as_deref() == Some(name))
        .map(|(_, content)| content)
        .collect();
    found.pop().filter(|_| found.is_empty())
}

fn parts(body: &[u8], delimiter: &str) -> Vec<(Option<String>, Vec<u8>)> {
    let delimiter = delimiter.as_bytes();
    let mut parts = Vec::new();
    let mut text = [b"\r\n", body].concat();
    let Some(first) = find(&text, delimiter) else {
        return parts;
    };
    text.drain(..first + delimiter.len());
    loop {
        while let [b' ' | b'\t', ..] = text[..] {
            text.remove(0);
        }
        if !text.starts_with(b"\r\n") {
            return parts;
        }
        text.drain(..2);
        let Some(end) = find(&text, delimiter) else {
            return parts;
        };
        match part(&text[..end]) {
            Some(part) => parts.push(part),
            None => return parts,
        }
        text.drain(..end + delimiter.len());
    }
}

/// Where a text starts in another one for the first time.
fn find(text: &[u8], searched: &[u8]) -> Option<usize> {
    (0..text.len()).find(|at| text[*at..].starts_with(searched))
}

/// The name of a part and its content; `None` if its headers are malformed.
fn part(part: &[u8]) -> Option<(Option<String>, Vec<u8>)> {
    let (mut name, mut is_named, mut is_malformed) = (None, false, false);
    let mut rest = part;
    for count in 0.. {
        let end = find(rest, b"\r\n")?;
        let line = &rest[..end];
        rest = &rest[end + 2..];
        if line.is_empty() {
            return (!is_malformed).then(|| (name, rest.to_vec()));
        }
        let colon = line.iter().position(|byte| *byte == b':')?;
        let (header, value) = (&line[..colon], line[colon + 1..].trim_ascii());
        let is_value = |byte: &u8| *byte == b'\t' || *byte >= b' ' && *byte != 0x7f;
        if count == 32 || header.is_empty() || !header.iter().all(is_token) {
            return None;
        }
        if !line[colon + 1..].iter().all(is_value) {
            return None;
        }
        if header.eq_ignore_ascii_case(b"content-disposition") {
            if is_named {
                is_malformed = true;
            }
            (name, is_named) = (disposition_name(value), true);
        }
    }
    None
}

/// A character of a token (RFC 9110 section 5.6.2).
fn is_token(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(byte)
}

/// The name in a `Content-Disposition` that names no file: read here in its simplest form, and by actix-web in others.
fn disposition_name(value: &[u8]) -> Option<String> {
    let simple = value
        .strip_prefix(b"form-data; name=\"")
        .and_then(|value| value.strip_suffix(b"\""))
        .filter(|name| {
            let is_plain = |byte: &u8| (b' '..0x7f).contains(byte) && !b"\"\\%".contains(byte);
            name.iter().all(is_plain)
        });
    let read = || {
        let disposition = ContentDisposition::from_raw(&HeaderValue::from_bytes(value).ok()?).ok();
        let disposition = disposition.filter(ContentDisposition::is_form_data)?;
        let is_of_file = |of: &DispositionParam| of.is_filename() || of.is_filename_ext();
        if disposition.parameters.iter().any(is_of_file) {
            return None;
        }
        disposition.get_name().map(str::to_owned)
    };
    match simple {
        Some(name) => Some(String::from_utf8_lossy(name).into_owned()),
        None => read(),
    }
}
