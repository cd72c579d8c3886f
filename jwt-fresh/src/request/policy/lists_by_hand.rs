//! Roles, scopes and locations that `VerifyRequest` requires: lists that are known at run time only.

use std::borrow::Cow;

use crate::{error::jwt_error::JwtError, token::location::TokenLocation};

type Names = Option<Vec<Cow<'static, str>>>;

/// The lists that a check by hand was given; `None` for those that it was not given.
#[derive(Debug, Default)]
pub(crate) struct ListsByHand {
    pub(crate) roles: Names,
    pub(crate) any_role: Names,
    pub(crate) scopes: Names,
    pub(crate) any_scope: Names,
    pub(crate) locations: Option<Vec<TokenLocation>>,
}

impl ListsByHand {
    /// Rejects a list that was given and requires nothing: one that is empty, and one with a blank name,
    /// which a claim that is blank would satisfy.
    pub(crate) fn check(&self) -> Result<(), JwtError> {
        let lists = [
            ("roles", &self.roles),
            ("any_role", &self.any_role),
            ("scopes", &self.scopes),
            ("any_scope", &self.any_scope),
        ];
        for (method, names) in lists {
            let Some(names) = names else { continue };
            if names.is_empty() {
                return Err(empty(method));
            }
            if names.iter().any(|name| name.trim().is_empty()) {
                let fault = format_args!("contain a blank name, in `.{method}(..)`");
                return Err(JwtError::invalid_requirements(fault));
            }
        }
        match &self.locations {
            Some(locations) if locations.is_empty() => Err(empty("locations")),
            _ => Ok(()),
        }
    }

    /// The names, in the order of the fields.
    pub(crate) fn names(&self) -> [Vec<&str>; 4] {
        [&self.roles, &self.any_role, &self.scopes, &self.any_scope]
            .map(|names| names.iter().flatten().map(|name| &**name).collect())
    }
}

fn empty(method: &str) -> JwtError {
    JwtError::invalid_requirements(format_args!(
        "are none: `.{method}(..)` was given an empty list; name at least one, or leave the call out"
    ))
}
