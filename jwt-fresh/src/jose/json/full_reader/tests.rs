use super::*;

struct NoSlots;

impl<'de> Slots<'de> for NoSlots {
    fn slot(&mut self, _: &str) -> Option<&mut Option<ClaimValue<'de>>> {
        None
    }
}

fn read(text: &str) -> Result<(), NotAnObject> {
    read_object(text.as_bytes(), &mut NoSlots)
}

#[test]
fn a_duplicate_name_is_rejected_at_any_depth() {
    for text in [
        r#"{"a":1,"a":1}"#,
        r#"{"a":{"b":1,"b":2}}"#,
        r#"{"a":[{"b":1,"\u0062":2}]}"#,
    ] {
        assert_eq!(read(text), Err(NotAnObject::Malformed), "{text}");
    }
}

#[test]
fn other_json_is_distinguished_from_malformed_json() {
    for text in [
        "[]", "[[1]]", "\"a\"", "1", "-1", "1.5", "null", "true", " 1 ",
    ] {
        assert_eq!(read(text), Err(NotAnObject::OtherJson), "{text}");
    }
    for text in [
        "",
        "{",
        "{} x",
        "1 x",
        "[",
        "\u{feff}{}",
        "NaN",
        "{\"a\":1e}",
        "[1,]",
    ] {
        assert_eq!(read(text), Err(NotAnObject::Malformed), "{text}");
    }
}

#[test]
fn deep_nesting_is_rejected_without_a_stack_overflow() {
    let deep = format!("{{\"a\":{}{}}}", "[".repeat(4000), "]".repeat(4000));
    assert_eq!(read(&deep), Err(NotAnObject::Malformed));
}
