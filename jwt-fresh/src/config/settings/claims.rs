//! Checks that no option gives a claim a name that has another meaning.

use crate::{
    config::{dialect::Dialect, groups::claims::ClaimNames, values::syntax::is_claim_name},
    error::config_error::ConfigError,
    token::claim_names::FEATURE_CLAIMS,
};

/// Rejects names under which a claim would replace another one.
pub(crate) fn check_claim_names(names: &ClaimNames, dialect: &Dialect) -> Result<(), ConfigError> {
    let is_free = |name: &str| {
        let is_reserved = dialect.reserves_feature_claims && FEATURE_CLAIMS.contains(&name);
        is_claim_name(name) && !is_reserved
    };
    for (name, option) in [
        (Some(&names.identity), "identity_claim"),
        (Some(&names.roles), "roles_claim"),
        (names.scopes.as_ref(), "scopes_claim"),
    ] {
        // Whoever chooses a name for himself would choose his roles with it.
        let is_identity = option != "identity_claim" && name == Some(&names.identity);
        if is_identity || name.is_some_and(|name| !is_free(name)) {
            return Err(ConfigError::ReservedClaim { option });
        }
    }
    let is_registered = |name: &String| !is_free(name) || *name == names.identity;
    if let Some(name) = names.carried.iter().find(|name| is_registered(name)) {
        return Err(ConfigError::CarriedClaim { name: name.clone() });
    }
    if names
        .user_claims
        .as_deref()
        .is_some_and(|name| !is_free(name) || name == "sub" || name == names.identity)
    {
        return Err(ConfigError::ReservedClaim {
            option: "user_claims",
        });
    }
    Ok(())
}
