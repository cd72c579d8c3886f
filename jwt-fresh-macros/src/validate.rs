//! From what the user wrote to what may be expanded: [`Checked`], or the mistakes and the item.

use crate::args::{Arguments, Given};
use crate::attribute::JwtAttribute;
use crate::diagnostics::Problems;
use crate::handler::HandlerFn;
use crate::handler_rules::{self, Fault};
use crate::runtime_path::RuntimePath;
use crate::value::Value;

/// A handler and what its attribute asks for, both found right. Only this is expanded.
pub(crate) struct Checked {
    pub(crate) handler: HandlerFn,
    /// What the attribute asks of the token: its presets, then its arguments.
    pub(crate) asked: Vec<(&'static str, Value)>,
    pub(crate) runtime: RuntimePath,
}

/// Two arguments that can't both hold, and why.
const CONTRADICTIONS: [(&str, &str, &str); 3] = [
    ("fresh", "refresh", "a refresh token is never fresh"),
    ("fresh", "verify_type", "a refresh token is never fresh"),
    ("refresh", "verify_type", "an access token would do as well"),
];

/// Judges the handler and the arguments. Every mistake is noted; an `Err` is the item to give back.
pub(crate) fn validate(
    attribute: JwtAttribute,
    arguments: Arguments,
    mut handler: HandlerFn,
    problems: &mut Problems,
) -> Result<Checked, Box<(HandlerFn, Fault)>> {
    check_arguments(attribute, &arguments, problems);
    handler_rules::check_single(attribute, &mut handler, problems);
    let fault = handler_rules::check_function(attribute, &handler, problems);
    if problems.is_empty() {
        let (runtime, given) = arguments.into_parts();
        let presets = attribute.presets().iter().map(|name| (*name, Value::Flag));
        Ok(Checked {
            handler,
            asked: presets.chain(given).collect(),
            runtime,
        })
    } else {
        Err(Box::new((handler, fault)))
    }
}

fn check_arguments(attribute: JwtAttribute, arguments: &Arguments, problems: &mut Problems) {
    for (place, given) in arguments.iter().enumerate() {
        let Given { name, span, .. } = *given;
        if attribute.presets().contains(&name) {
            problems.at(
                span,
                format!("`{attribute}` already means `{name}`; remove it"),
            );
        }
        for preset in attribute.presets() {
            if let Some(why) = contradiction(name, preset) {
                let remedy = remedy_for_preset(name);
                problems.at(
                    span,
                    format!("`{name}` contradicts `{attribute}`, {why}; {remedy}"),
                );
            }
        }
        for earlier in arguments.iter().take(place) {
            if let Some(why) = contradiction(name, earlier.name) {
                let other = earlier.name;
                problems.at(
                    span,
                    format!("`{name}` contradicts `{other}`, {why}; remove one"),
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
