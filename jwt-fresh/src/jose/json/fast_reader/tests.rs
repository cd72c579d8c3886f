use crate::jose::json::full_reader::{NotAnObject, read_object};

use super::*;

/// Slots for `a` and `b`.
#[derive(Debug, Default, PartialEq)]
struct Kept<'de> {
    a: Option<ClaimValue<'de>>,
    b: Option<ClaimValue<'de>>,
}

impl<'de> Slots<'de> for Kept<'de> {
    fn slot(&mut self, name: &str) -> Option<&mut Option<ClaimValue<'de>>> {
        match name {
            "a" => Some(&mut self.a),
            "b" => Some(&mut self.b),
            _ => None,
        }
    }
}

fn flat(json: &str) -> Option<Kept<'_>> {
    let mut kept = Kept::default();
    read_flat(json, &mut kept).map(|()| kept)
}

fn full(json: &str) -> Result<Kept<'_>, NotAnObject> {
    let mut kept = Kept::default();
    read_object(json.as_bytes(), &mut kept).map(|()| kept)
}

#[test]
fn reads_flat_objects_as_the_full_reader_does() {
    for json in [
        r#"{"a":"x","c":null,"b":12}"#,
        r#"{"a":true,"b":false}"#,
        r#"{"a":null}"#,
        r#"{"a":0,"b":999999999999999999}"#,
        r#"{"a":"åß€𝄞","":""}"#,
    ] {
        assert!(flat(json).is_some(), "{json}");
        assert_eq!(flat(json), full(json).ok(), "{json}");
    }
}

#[test]
fn leaves_anything_else_to_the_full_reader() {
    for json in [
        "",
        "{",
        "{}",
        "[]",
        "null",
        r#"{"a"}"#,
        r#"{"a":}"#,
        r#"{"a":1,}"#,
        r#"{"a":1"#,
        r#"{"a":1}}"#,
        r#"{"a":1} "#,
        r#" {"a":1}"#,
        r#"{ "a":1}"#,
        r#"{"a": 1}"#,
        r#"{"a":1.5}"#,
        r#"{"a":1e3}"#,
        r#"{"a":-1}"#,
        r#"{"a":01}"#,
        r#"{"a":00}"#,
        r#"{"a":1234567890123456789}"#,
        r#"{"a":tru}"#,
        r#"{"a":truex}"#,
        r#"{"a":[]}"#,
        r#"{"a":{}}"#,
        r#"{"a":"\n"}"#,
        r#"{"\u0061":1}"#,
        "{\"a\":\"\t\"}",
        r#"{"a":"x}"#,
        r#"{"a":1,"a":1}"#,
        r#"{"c":1,"c":1}"#,
        r#"{'a':1}"#,
        r#"{a:1}"#,
        r#"{"a":NaN}"#,
        "\u{feff}{\"a\":1}",
    ] {
        assert_eq!(flat(json), None, "{json}");
    }
}

/// Compares the two readers on a million texts, most of them nearly valid.
#[test]
fn accepts_nothing_that_the_full_reader_rejects() {
    const PIECES: [&str; 26] = [
        "{",
        "}",
        "\"a\"",
        "\"b\"",
        "\"c\"",
        ":",
        ",",
        "1",
        "0",
        "12345678901234567890",
        "-1",
        "true",
        "false",
        "null",
        "\"x\"",
        "\"\\u0061\"",
        " ",
        "[",
        "]",
        "1.5",
        "\"é\"",
        "{\"a\":1",
        ",\"b\":\"t\"",
        ",\"c\":0",
        "\"",
        "\\",
    ];
    let mut random = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = |bound: usize| {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        usize::try_from(random % bound as u64).unwrap()
    };
    let (mut json, mut read) = (String::new(), 0);
    for _ in 0..1_000_000 {
        json.clear();
        if next(4) > 0 {
            json.push_str("{\"a\":1");
        }
        for _ in 0..next(8) {
            json.push_str(PIECES[next(PIECES.len())]);
        }
        if next(4) > 0 {
            json.push('}');
        }
        if let Some(kept) = flat(&json) {
            read += 1;
            assert_eq!(Ok(kept), full(&json), "{json}");
        }
    }
    assert!(read > 10_000, "only {read} of them were read");
}
