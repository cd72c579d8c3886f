//! Checks the size of the cache of verified tokens.

use crate::error::config_error::ConfigError;

/// The number of tokens per worker; `None` for no cache.
pub(crate) fn checked_cache(tokens: usize) -> Result<Option<usize>, ConfigError> {
    match tokens {
        0 => Ok(None),
        tokens if tokens > ConfigError::MAX_CACHED_TOKENS => Err(ConfigError::CacheTooLarge),
        tokens => Ok(Some(tokens)),
    }
}
