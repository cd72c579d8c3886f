//! Checks every rule over the arguments and the handler. The result is [`Checked`], the only input of
//! the expansion, or [`Invalid`] and the errors.

use quote::ToTokens as _;
use syn::{ExprPath, Path};

use crate::attribute::JwtAttribute;
use crate::check::attributes::check_attributes;
use crate::check::detached::calls::{self, DetachedCall};
use crate::check::function::{Fault, check_function, check_single};
use crate::check::rotation::check_rotation;
use crate::diagnostics::errors::Errors;
use crate::parse::arguments::argument_list::{Argument, Arguments};
use crate::parse::arguments::crate_path::RuntimePath;
use crate::parse::arguments::value::Value;
use crate::parse::handler::HandlerFn;

/// A handler and the arguments of its attribute, without errors.
pub(crate) struct Checked {
    pub(crate) handler: HandlerFn,
    /// What the attribute requires of the token: its presets, then its arguments.
    pub(crate) requirements: Vec<(&'static str, Value)>,
    /// The function of `verify`.
    pub(crate) verify: Option<ExprPath>,
    pub(crate) runtime: RuntimePath,
    /// Calls in the body that can't see the request.
    pub(crate) detached: Vec<DetachedCall>,
}

impl Checked {
    fn new(attribute: JwtAttribute, arguments: Arguments, handler: HandlerFn) -> Self {
        let presets = attribute.presets().iter().map(|name| (*name, Value::Flag));
        let body = handler.body.stream();
        let mut checked = Self {
            detached: body
                .map(|body| calls::find(handler.signature.inputs.to_token_stream(), body))
                .unwrap_or_default(),
            handler,
            requirements: presets.collect(),
            verify: None,
            runtime: RuntimePath::default(),
        };
        for Argument { name, value, .. } in arguments.into_iter() {
            match value {
                Value::Runtime(path) => checked.runtime = path,
                Value::Function(path) => checked.verify = Some(path),
                Value::Inside(_) => {}
                value => checked.requirements.push((name, value)),
            }
        }
        checked
    }
}

/// Two arguments that contradict each other, and why.
const CONTRADICTIONS: [(&str, &str, &str); 12] = [
    ("fresh", "refresh", NEVER_FRESH),
    ("fresh", "verify_type", NEVER_FRESH),
    ("max_age", "refresh", LONG_AFTER),
    ("max_age", "verify_type", LONG_AFTER),
    ("refresh", "verify_type", "an access token would do as well"),
    (
        "rotate",
        "optional",
        "a request without a token has nothing to rotate",
    ),
    ("rotate", "fresh", NEVER_FRESH),
    ("rotate", "max_age", LONG_AFTER),
    ("rotate", "verify_type", "an access token is not rotated"),
    ("optional", "roles", ANONYMOUS_PASSES),
    ("optional", "scopes", ANONYMOUS_PASSES),
    ("optional", "verify", ANONYMOUS_PASSES),
];

const NEVER_FRESH: &str = "a refresh token is never fresh";
const LONG_AFTER: &str = "a refresh token is for long after the login";
const ANONYMOUS_PASSES: &str = "a request without a token would get past it";

/// A handler with an error, from which the fallback is made.
pub(crate) struct Invalid {
    pub(crate) handler: HandlerFn,
    pub(crate) fault: Fault,
    /// The paths of the other jwt attributes, which were removed.
    pub(crate) removed: Vec<Path>,
}

/// Checks the arguments and the handler. All errors are recorded.
pub(crate) fn check(
    attribute: JwtAttribute,
    arguments: Arguments,
    mut handler: HandlerFn,
    errors: &mut Errors,
) -> Result<Checked, Box<Invalid>> {
    check_arguments(attribute, &arguments, errors);
    // An argument that could not be parsed may be the one that is missing.
    if errors.is_empty() {
        check_rotation(attribute, &arguments, &handler, errors);
    }
    let removed = check_single(attribute, &mut handler, errors);
    let inside = match arguments.get("inside").map(|argument| &argument.value) {
        Some(Value::Inside(names)) => Some(names),
        _ => None,
    };
    check_attributes(attribute, &handler, inside, errors);
    let fault = check_function(attribute, &handler, errors);
    if errors.is_empty() {
        Ok(Checked::new(attribute, arguments, handler))
    } else {
        Err(Box::new(Invalid {
            handler,
            fault,
            removed,
        }))
    }
}

fn check_arguments(attribute: JwtAttribute, arguments: &Arguments, errors: &mut Errors) {
    for (index, argument) in arguments.iter().enumerate() {
        let Argument { name, span, .. } = *argument;
        let shown = argument.shown();
        if attribute.presets().contains(&name) {
            errors.at(
                span,
                format!("`{attribute}` already means `{name}`; remove it"),
            );
        }
        for preset in attribute.presets() {
            if let Some(why) = contradiction(name, preset) {
                let remedy = remedy_for_preset(name);
                errors.at(
                    span,
                    format!("`{shown}` contradicts `{attribute}`, {why}; {remedy}"),
                );
            }
        }
        for earlier in arguments.iter().take(index) {
            if let Some(why) = contradiction(name, earlier.name) {
                let other = earlier.shown();
                errors.at(
                    span,
                    format!("`{shown}` contradicts `{other}`, {why}; remove one"),
                );
            }
        }
    }
}

/// Why `one` and `other` contradict each other, if they do.
fn contradiction(one: &str, other: &str) -> Option<&'static str> {
    CONTRADICTIONS
        .iter()
        .find(|(a, b, _)| (*a, *b) == (one, other) || (*b, *a) == (one, other))
        .map(|(_, _, why)| *why)
}

/// What to write instead of an argument that contradicts a preset of the attribute.
fn remedy_for_preset(name: &str) -> String {
    match JwtAttribute::preset_of(name) {
        Some(better) => format!("remove it or use `{better}`"),
        None => "remove it or use `#[jwt_required]`".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::CONTRADICTIONS;
    use crate::parse::arguments::argument_list::names;

    /// The last column of the row of the argument `name` in the docs.
    fn documented_contradictions(name: &str) -> &'static str {
        let docs = include_str!("../../docs/jwt_attributes.md");
        let row = docs.lines().find(|line| {
            line.strip_prefix(&format!("| `{name}"))
                .is_some_and(|rest| rest.starts_with(['`', ' ', '(']))
        });
        let row = row.unwrap_or_else(|| panic!("`{name}` is not in the docs"));
        row.trim_end()
            .trim_end_matches('|')
            .rsplit('|')
            .next()
            .unwrap()
    }

    #[test]
    fn the_docs_list_every_argument_and_every_contradiction() {
        for name in names() {
            let documented = documented_contradictions(name);
            let contradictions = CONTRADICTIONS.iter().filter_map(|(one, other, _)| {
                if *one == name {
                    Some(*other)
                } else {
                    (*other == name).then_some(*one)
                }
            });
            let mut count = 0;
            for other in contradictions {
                assert!(
                    documented.contains(&format!("`{other}`")),
                    "{name}, {other}"
                );
                count += 1;
            }
            assert_eq!(documented.matches('`').count(), 2 * count, "{name}");
        }
    }
}
