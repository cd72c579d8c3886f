//! What is said about an option that can't be set.

use jwt_fresh::ConfigError;
use jwt_fresh_tests::config_error;
use serde_json::json;

use crate::{
    defaults::options,
    library::{ALL, Ours, Quart},
};

#[test]
fn an_unknown_name_is_named() {
    for library in ALL {
        for name in [
            "JWT_BANANA",
            "JWT_",
            "JWT_ACCESS_TOKEN_EXPIRE",
            "jwt_algorithm",
        ] {
            let error = library.set(name, &json!("x")).unwrap_err();
            assert_eq!(
                error,
                config_error!(UnknownOption {
                    name: name.to_owned()
                })
            );
            assert!(error.to_string().contains(name), "{error}");
        }
    }
    let error = Quart.set_text("JWT_BANANA", "x").unwrap_err();
    assert_eq!(
        error.to_string(),
        "`JWT_BANANA` is not an option; see the list in the porting guide"
    );
}

#[test]
fn other_variables_are_left_alone() {
    for name in [
        "PATH",
        "jwt_algorithm",
        "MY_JWT_ALGORITHM",
        "SECRET_KEY_BASE",
    ] {
        assert!(Quart.set_text(name, "banana").is_ok(), "{name}");
    }
}

/// It may be a key.
#[test]
fn an_error_never_repeats_the_value() {
    const VALUE: &str = "hunter2;\u{1}";
    for (name, had_by, _) in options() {
        for library in had_by {
            for error in [
                library.set(name, &json!({ VALUE: [VALUE] })).err(),
                library.set(name, &json!([VALUE, { VALUE: 1 }])).err(),
                library.set_text(name, VALUE).err(),
            ]
            .into_iter()
            .flatten()
            {
                let text = format!("{error} {error:?}");
                assert!(!text.contains("hunter2"), "{text}");
                assert!(text.contains(name), "{text}");
            }
        }
    }
}

#[test]
fn an_error_says_what_is_expected() {
    let error = Ours
        .set_text("JWT_ACCESS_TOKEN_EXPIRES", "15m")
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "`JWT_ACCESS_TOKEN_EXPIRES` is malformed; \
         expected a whole number of seconds other than zero, or false for never"
    );
}

#[cfg(unix)]
#[test]
fn a_variable_that_is_no_text_is_malformed() {
    use std::{ffi::OsStr, os::unix::ffi::OsStrExt};
    let bytes = OsStr::from_bytes(b"\xff\xfe");
    for (name, had_by, _) in options() {
        for library in had_by {
            let error = library
                .config()
                .with_env_from([(OsStr::new(name), bytes)])
                .unwrap_err();
            assert!(
                matches!(error, ConfigError::MalformedOption { .. }),
                "{name}: {error}"
            );
        }
    }
}
