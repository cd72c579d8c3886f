//! From what the user wrote to what may be expanded: [`Checked`], or the mistakes and the item.

use syn::{ExprPath, Path};

use crate::attribute::JwtAttribute;
use crate::diagnostics::errors::Errors;
use crate::handler_rules::{self, Fault};
use crate::parse::arguments::crate_path::RuntimePath;
use crate::parse::arguments::value::Value;
use crate::parse::arguments::{Argument, Arguments};
use crate::parse::handler::HandlerFn;

/// A handler and what its attribute asks for, both found right. Only this is expanded.
pub(crate) struct Checked {
    pub(crate) handler: HandlerFn,
    /// What the attribute requires of the token: its presets, then its arguments.
    pub(crate) requirements: Vec<(&'static str, Value)>,
    /// The handler's own check, if it has one.
    pub(crate) verify: Option<ExprPath>,
    pub(crate) runtime: RuntimePath,
}

impl Checked {
    fn new(attribute: JwtAttribute, arguments: Arguments, handler: HandlerFn) -> Self {
        let presets = attribute.presets().iter().map(|name| (*name, Value::Flag));
        let mut checked = Self {
            handler,
            requirements: presets.collect(),
            verify: None,
            runtime: RuntimePath::default(),
        };
        for Argument { name, value, .. } in arguments.into_iter() {
            match value {
                Value::Runtime(path) => checked.runtime = path,
                Value::Function(path) => checked.verify = Some(path),
                value => checked.requirements.push((name, value)),
            }
        }
        checked
    }
}

/// Two arguments that can't both hold, and why.
const CONTRADICTIONS: [(&str, &str, &str); 8] = [
    ("fresh", "refresh", NEVER_FRESH),
    ("fresh", "verify_type", NEVER_FRESH),
    ("max_age", "refresh", LONG_AFTER),
    ("max_age", "verify_type", LONG_AFTER),
    ("refresh", "verify_type", "an access token would do as well"),
    ("optional", "roles", ANONYMOUS_PASSES),
    ("optional", "scopes", ANONYMOUS_PASSES),
    ("optional", "verify", ANONYMOUS_PASSES),
];

const NEVER_FRESH: &str = "a refresh token is never fresh";
const LONG_AFTER: &str = "a refresh token is for long after the login";
const ANONYMOUS_PASSES: &str = "a request without a token would get past it";

/// A handler with a mistake, which is given back.
pub(crate) struct Refused {
    pub(crate) handler: HandlerFn,
    pub(crate) fault: Fault,
    /// The other attributes of ours that it had.
    pub(crate) taken_off: Vec<Path>,
}

/// Judges the handler and the arguments. Every mistake is noted.
pub(crate) fn validate(
    attribute: JwtAttribute,
    arguments: Arguments,
    mut handler: HandlerFn,
    errors: &mut Errors,
) -> Result<Checked, Box<Refused>> {
    check_arguments(attribute, &arguments, errors);
    let taken_off = handler_rules::check_single(attribute, &mut handler, errors);
    let fault = handler_rules::check_function(attribute, &handler, errors);
    if errors.is_empty() {
        Ok(Checked::new(attribute, arguments, handler))
    } else {
        Err(Box::new(Refused {
            handler,
            fault,
            taken_off,
        }))
    }
}

fn check_arguments(attribute: JwtAttribute, arguments: &Arguments, errors: &mut Errors) {
    for (place, given) in arguments.iter().enumerate() {
        let Argument { name, span, .. } = *given;
        let shown = given.shown();
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
        for earlier in arguments.iter().take(place) {
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

/// Why `one` and `other` can't both hold, if they can't.
fn contradiction(one: &str, other: &str) -> Option<&'static str> {
    CONTRADICTIONS
        .iter()
        .find(|(a, b, _)| (*a, *b) == (one, other) || (*b, *a) == (one, other))
        .map(|(_, _, why)| *why)
}

/// What to do about an argument that contradicts the attribute's own meaning.
fn remedy_for_preset(name: &str) -> String {
    match JwtAttribute::preset_of(name) {
        Some(better) => format!("remove it or use `{better}`"),
        None => "remove it or use `#[jwt_required]`".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::CONTRADICTIONS;
    use crate::parse::arguments::names;

    /// The last column of an argument's row in the docs.
    fn documented_contradictions(name: &str) -> &'static str {
        let docs = include_str!("lib.rs");
        let row = docs.lines().find(|line| {
            line.trim_start()
                .strip_prefix(&format!("/// | `{name}"))
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
