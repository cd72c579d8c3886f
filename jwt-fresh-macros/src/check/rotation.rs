//! Checks that a rotated refresh token is handed out: the handler takes `Rotated`, or cookies are set for it.

use syn::spanned::Spanned as _;
use syn::{FnArg, PatType, Type};

use crate::attribute::{JWT_REFRESH_TOKEN_REQUIRED, JwtAttribute};
use crate::diagnostics::errors::Errors;
use crate::parse::arguments::argument_list::{Argument, Arguments};
use crate::parse::arguments::locations::Location;
use crate::parse::arguments::value::Value;
use crate::parse::handler::HandlerFn;

/// The name of the argument with the new tokens.
const ROTATED: &str = "Rotated";

pub(crate) fn check_rotation(
    attribute: JwtAttribute,
    arguments: &Arguments,
    handler: &HandlerFn,
    errors: &mut Errors,
) {
    let rotated = handler.signature.inputs.iter().find_map(rotated_argument);
    let Some(rotate) = arguments.get("rotate") else {
        if let Some(argument) = rotated {
            errors.at(
                argument.ty.span(),
                format!(
                    "`{ROTATED}` is the result of a rotation; add `rotate`: \
                     `#[jwt_refresh_token_required(rotate)]`"
                ),
            );
        }
        return;
    };
    let is_refresh = attribute.presets().contains(&"refresh") || arguments.get("refresh").is_some();
    // A contradiction has been reported.
    let is_contradicted = ["optional", "fresh", "max_age", "verify_type"]
        .iter()
        .any(|name| arguments.get(name).is_some() || attribute.presets().contains(name));
    if !is_refresh && !is_contradicted {
        errors.at(
            rotate.span,
            format!(
                "`rotate` is for refresh tokens; write `{}`",
                with_rotate(JWT_REFRESH_TOKEN_REQUIRED)
            ),
        );
    } else if is_refresh && rotated.is_none() && !is_by_cookies_alone(arguments) {
        errors.at(
            rotate.span,
            format!(
                "`rotate` makes a new refresh token, and the old one ends; hand the new one out by an \
                 argument `rotated: {ROTATED}`, or add `locations(\"cookies\")`, where the cookies are set for you"
            ),
        );
    }
}

fn with_rotate(attribute: JwtAttribute) -> String {
    attribute.to_string().replace(']', "(rotate)]")
}

/// The argument, if its type is named `Rotated`.
fn rotated_argument(argument: &FnArg) -> Option<&PatType> {
    let FnArg::Typed(argument) = argument else {
        return None;
    };
    let Type::Path(path) = &*argument.ty else {
        return None;
    };
    let last = path.path.segments.last()?;
    (last.ident == ROTATED).then_some(argument)
}

/// Whether the token can only come from a cookie.
fn is_by_cookies_alone(arguments: &Arguments) -> bool {
    let Some(Argument {
        value: Value::Locations(locations),
        ..
    }) = arguments.get("locations")
    else {
        return false;
    };
    locations
        .iter()
        .all(|location| matches!(location, Location::Cookies))
}
