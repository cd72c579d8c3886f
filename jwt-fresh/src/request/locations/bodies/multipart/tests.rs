use crate::request::locations::{
    bodies::multipart::{Parts, field},
    raw_token::SentTwice,
};

fn value(body: &str) -> Option<&[u8]> {
    field(body.as_bytes(), "B", "n").unwrap()
}

/// A form of one part with this disposition.
fn with_disposition(disposition: &str) -> String {
    format!("--B\r\nContent-Disposition: {disposition}\r\n\r\nv\r\n--B--\r\n")
}

const PART: &str = "--B\r\nContent-Disposition: form-data; name=\"n\"\r\n\r\nv\r\n";
const OTHER: &str = "--B\r\nContent-Disposition: form-data; name=\"o\"\r\n\r\no\r\n";

#[test]
fn the_part_of_the_name_is_the_field() {
    for body in [
        format!("{PART}--B--"),
        format!("{PART}--B--\r\nAn epilogue.\r\n{OTHER}"),
        format!("A preamble with --B in it,\r\nof two lines.\r\n{PART}--B--\r\n"),
        format!("\r\n{PART}--B--\r\n"),
        format!("{OTHER}{PART}{OTHER}--B--\r\n"),
        // The form is truncated after the value.
        format!("{PART}{OTHER}"),
        // Padding is allowed after a delimiter.
        format!("{PART}--B--\r\n").replace("--B\r\n", "--B \t \r\n"),
        // More headers, in any order and case.
        format!("{PART}--B--\r\n").replace(
            "Content-Disposition",
            "Content-Type: text/plain\r\ncontent-disposition",
        ),
    ] {
        assert_eq!(value(&body), Some(&b"v"[..]), "{body:?}");
    }
}

#[test]
fn two_parts_of_the_name_are_an_error() {
    for body in [
        format!("{PART}{PART}--B--\r\n"),
        format!(
            "{PART}{OTHER}{}--B--",
            PART.replace("\r\nv\r\n", "\r\nw\r\n")
        ),
        format!("{}{PART}--B--", PART.replace("\r\nv\r\n", "\r\n\r\n")),
    ] {
        assert_eq!(field(body.as_bytes(), "B", "n"), Err(SentTwice), "{body:?}");
    }
    let two_names = "form-data; name=\"o\"\r\nContent-Disposition: form-data; name=\"n\"";
    assert_eq!(value(&with_disposition(two_names)), None);
}

#[test]
fn the_name_is_quoted_or_not() {
    for disposition in [
        "form-data; name=\"n\"",
        "form-data; name=n",
        "Form-Data;name=n;x=y",
        "form-data; x=\"n; name=m\"; name=\"n\"",
        "form-data; name=\"\\n\"",
    ] {
        let body = with_disposition(disposition);
        assert_eq!(value(&body), Some(&b"v"[..]), "{disposition}");
    }
}

#[test]
fn a_part_of_another_name_is_skipped() {
    for disposition in [
        "",
        "form-data",
        "form-data; name",
        "form-data; name=",
        "form-data; name=\"n",
        "form-data; name=N",
        "form-data; name=\"n \"",
        "form-data; name=\"nn\"",
        "form-data; filename=n",
        "form-data; name=\"n\"; filename=\"\"",
        "form-data; filename=\"n; name=m\"; name=\"n\"",
        "form-data; name=\"n\"; filename*=UTF-8''c",
        "form-data; filename=\"; name=n\"",
        "form-data; filename=\"\\",
        "form-data; name*=UTF-8''n",
        "attachment; name=n",
        "; name=n",
        "name=n",
        "form-data; name=\"\u{e9}\"",
    ] {
        let body = with_disposition(disposition);
        assert_eq!(value(&body), None, "{disposition}");
        let body = body.replace("\r\n--B--\r\n", "\r\n") + &PART.replace('v', "w") + "--B--";
        assert_eq!(value(&body), Some(&b"w"[..]), "{disposition}");
    }
    let no_disposition = "--B\r\nContent-Type: text/plain\r\n\r\nv\r\n".to_owned();
    assert_eq!(value(&(no_disposition + PART + "--B--")), Some(&b"v"[..]));
}

#[test]
fn nothing_is_found_in_a_malformed_form() {
    for body in [
        String::new(),
        "--B".into(),
        "--B--\r\n".into(),
        format!("--B--\r\n{PART}--B--\r\n"),
        // The epilogue after the last delimiter is not a part.
        format!("{OTHER}--B--\r\nA: b\r\n\r\nAn epilogue.\r\n{PART}--B--\r\n"),
        // No delimiter after the value.
        PART.into(),
        PART.trim_end().into(),
        format!("{PART}--C--\r\n"),
        format!("{PART}--b--\r\n"),
        // No delimiter before the part, or not at the start of a line.
        PART.trim_start_matches("--B\r\n").to_owned() + "--B--",
        format!("x{PART}--B--\r\n"),
        format!("x\n{PART}--B--\r\n"),
        // A delimiter with trailing characters.
        format!("{PART}--B--\r\n").replace("--B\r\n", "--Bx\r\n"),
        format!("--B-\r\n{PART}--B--\r\n"),
        format!("--B\r\n{PART}--B--\r\n"),
        // Other line endings.
        format!("{PART}--B--\r\n").replace("\r\n", "\n"),
        format!("{PART}--B--\r\n").replace("\r\n", "\r"),
        format!("{PART}--B--\r\n").replace("\"\r\n\r\n", "\"\n\n"),
        format!("{PART}--B--\r\n").replace("\"\r\n\r\n", "\"\n\r\n"),
        format!("{PART}--B--\r\n").replace("--B\r\n", "--B\n"),
        format!("{PART}--B--\r\n").replace("v\r\n", "v\n"),
        // No headers, or headers without an end.
        format!("--B\r\n\r\n{PART}--B--\r\n").replace("--B\r\nC", "C"),
        format!("--B\r\n--B\r\n{PART}--B--\r\n"),
        format!("{PART}--B--\r\n").replace("\r\n\r\nv", "\r\nv"),
        format!("--B\r\nno header\r\n\r\no\r\n{PART}--B--\r\n"),
        format!("--B\r\nA: a\0\r\n\r\no\r\n{PART}--B--\r\n"),
        format!("{PART}--B--\r\n").replace("Content", &"A: b\r\n".repeat(32)),
    ] {
        assert_eq!(value(&body), None, "{body:?}");
    }
}

#[test]
fn the_value_is_returned_unchanged() {
    for sent in [
        &b""[..],
        b" v ",
        b"\r\n",
        b"\r\n\r\n--\r\n-B\r\n--b\n--B",
        b"\0\xff\xfe",
    ] {
        let body = [
            PART.trim_end_matches("v\r\n").as_bytes(),
            sent,
            b"\r\n--B--",
        ]
        .concat();
        assert_eq!(field(&body, "B", "n"), Ok(Some(sent)), "{sent:?}");
    }
}

#[test]
fn a_boundary_is_any_text_that_is_not_empty() {
    let body = |boundary: &str| format!("{PART}--B--\r\n").replace("--B", &format!("--{boundary}"));
    for boundary in ["-", "a b", "'()+_,-./:=?", &"x".repeat(70)] {
        let body = body(boundary);
        assert_eq!(field(body.as_bytes(), boundary, "n"), Ok(Some(&b"v"[..])));
        assert_eq!(field(body.as_bytes(), "C", "n"), Ok(None));
    }
    assert_eq!(field(body("").as_bytes(), "", "n"), Ok(None));
}

/// The parts do not overlap, so the time is linear in the length of any body.
#[test]
fn parts_do_not_overlap() {
    for (parts, hostile) in [
        (999, PART.repeat(1000)),
        (1, format!("{PART}--B--\r\n{PART}")),
        (999, "\r\n--B\r\n".repeat(1000)),
        (1000, format!("--B{}", "\r\n\r\n--B ".repeat(1000))),
        (0, format!("--B\r\n{}", "\r\n--".repeat(1000))),
        (0, "--B \t".repeat(1000)),
    ] {
        let body = hostile.as_bytes();
        let mut read_to = body.as_ptr_range().start;
        let mut count = 0;
        for part in Parts::new(body, b"\r\n--B").into_iter().flatten() {
            assert!(read_to < part.as_ptr_range().start);
            read_to = part.as_ptr_range().end;
            count += 1;
        }
        assert!(read_to < body.as_ptr_range().end);
        assert_eq!(count, parts, "{}", &hostile[..40]);
    }
}
