//! Checks that no option gives a claim a name that has another meaning.

use crate::{
    config::{groups::claims::ClaimNames, values::syntax::is_claim_name},
    error::config_error::ConfigError,
};

/// Rejects names under which a claim would replace another one.
pub(crate) fn check_claim_names(names: &ClaimNames) -> Result<(), ConfigError> {
    for (name, option) in [
        (Some(&names.identity), "identity_claim"),
        (Some(&names.roles), "roles_claim"),
        (names.scopes.as_ref(), "scopes_claim"),
    ] {
        if name.is_some_and(|name| !is_claim_name(name)) {
            return Err(ConfigError::ReservedClaim { option });
        }
    }
    if names
        .user_claims
        .as_deref()
        .is_some_and(|name| !is_claim_name(name) || name == "sub" || name == names.identity)
    {
        return Err(ConfigError::ReservedClaim {
            option: "user_claims",
        });
    }
    Ok(())
}
