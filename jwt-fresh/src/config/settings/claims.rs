//! Checks that no option gives a claim a name with another meaning.

use crate::{
    config::{jwt_config::JwtConfig, values::syntax::is_claim_name},
    error::config_error::ConfigError,
};

/// Refuses names under which a claim would take the place of another one.
pub(crate) fn check_claim_names(config: &JwtConfig) -> Result<(), ConfigError> {
    if !is_claim_name(&config.identity_claim) {
        return Err(ConfigError::ReservedClaim {
            option: "identity_claim",
        });
    }
    let roles_claim = Some(&config.roles_claim);
    for (name, option) in [
        (roles_claim, "roles_claim"),
        (config.scopes_claim.as_ref(), "scopes_claim"),
    ] {
        if name.is_some_and(|name| !is_claim_name(name)) {
            return Err(ConfigError::ReservedClaim { option });
        }
    }
    if config
        .user_claims
        .as_deref()
        .is_some_and(|name| !is_claim_name(name) || name == "sub" || name == config.identity_claim)
    {
        return Err(ConfigError::ReservedClaim {
            option: "user_claims",
        });
    }
    Ok(())
}
