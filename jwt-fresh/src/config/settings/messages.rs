//! Error messages that name the configured header or query parameter, formatted once.

use std::borrow::Cow;

use crate::config::{dialect::Wording, groups::locations::LocationOptions};

/// Error messages about locations, formatted once so that a rejected request formats nothing.
pub(crate) struct Messages {
    pub(crate) missing_header: Cow<'static, str>,
    pub(crate) bad_header: Cow<'static, str>,
    pub(crate) foreign_scheme: Cow<'static, str>,
    pub(crate) missing_query: Cow<'static, str>,
    pub(crate) query_prefix: Cow<'static, str>,
}

impl Messages {
    /// Fills the configured names into the templates.
    pub(crate) fn new(header_name: &str, locations: &LocationOptions, wording: &Wording) -> Self {
        let bad_header = if locations.header_type.is_empty() {
            wording.bad_header_without_type
        } else {
            wording.bad_header
        };
        let fill = |template: &str| -> Cow<'static, str> {
            template
                .replace("{name}", header_name)
                .replace("{type}", &locations.header_type)
                .replace("{query}", &locations.query_string_name)
                .replace("{prefix}", &locations.query_string_value_prefix)
                .into()
        };
        Self {
            missing_header: fill("Missing {name} Header"),
            bad_header: fill(bad_header),
            foreign_scheme: fill(wording.foreign_scheme),
            missing_query: fill(wording.missing_query),
            query_prefix: fill(
                "Invalid value for query parameter '{query}'. \
                 Expected the value to start with '{prefix}'",
            ),
        }
    }
}
