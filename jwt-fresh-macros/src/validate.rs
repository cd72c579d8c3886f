//! From what the user wrote to what may be expanded: [`Checked`], or the mistakes and the item.

use syn::ExprPath;

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
    /// The handler's own check, if it has one.
    pub(crate) verify: Option<ExprPath>,
    pub(crate) runtime: RuntimePath,
}

impl Checked {
    fn new(attribute: JwtAttribute, arguments: Arguments, handler: HandlerFn) -> Self {
        let presets = attribute.presets().iter().map(|name| (*name, Value::Flag));
        let mut checked = Self {
            handler,
            asked: presets.collect(),
            verify: None,
            runtime: RuntimePath::default(),
        };
        for Given { name, value, .. } in arguments.into_iter() {
            match value {
                Value::Runtime(path) => checked.runtime = path,
                Value::Function(path) => checked.verify = Some(path),
                value => checked.asked.push((name, value)),
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
        Ok(Checked::new(attribute, arguments, handler))
    } else {
        Err(Box::new((handler, fault)))
    }
}

fn check_arguments(attribute: JwtAttribute, arguments: &Arguments, problems: &mut Problems) {
    for (place, given) in arguments.iter().enumerate() {
        let Given { name, span, .. } = *given;
        let shown = given.shown();
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
                    format!("`{shown}` contradicts `{attribute}`, {why}; {remedy}"),
                );
            }
        }
        for earlier in arguments.iter().take(place) {
            if let Some(why) = contradiction(name, earlier.name) {
                let other = earlier.shown();
                problems.at(
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
