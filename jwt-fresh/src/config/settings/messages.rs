//! What refusals say of where the token should have been, with the configured names filled in.

use std::borrow::Cow;

use crate::config::jwt_config::JwtConfig;

/// Texts that are made once, so that a refusal costs no formatting.
pub(crate) struct Messages {
    pub(crate) missing_header: Cow<'static, str>,
    pub(crate) bad_header: Cow<'static, str>,
    pub(crate) foreign_scheme: Cow<'static, str>,
    pub(crate) missing_query: Cow<'static, str>,
    pub(crate) query_prefix: Cow<'static, str>,
}

impl Messages {
    pub(crate) fn of(config: &JwtConfig) -> Self {
        let wording = &config.dialect.wording;
        let locations = &config.locations;
        let bad_header = if locations.header_type.is_empty() {
            wording.bad_header_without_type
        } else {
            wording.bad_header
        };
        let fill = |template: &str| -> Cow<'static, str> {
            template
                .replace("{name}", &locations.header_name)
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
