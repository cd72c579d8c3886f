//! How many tokens are remembered is bounded, by the app and by us.

use jwt_fresh::{ConfigError, JwtManager};
use jwt_fresh_tests::ALL;

const MOST: usize = 262_144;

#[test]
fn more_than_the_most_is_refused() {
    for of in ALL {
        let build = |tokens| JwtManager::new(of.config().verified_token_cache(tokens));
        for tokens in [0, 1, 1000, MOST] {
            assert!(build(tokens).is_ok(), "{} {tokens}", of.name);
        }
        for tokens in [MOST + 1, usize::MAX / 2 + 2, usize::MAX] {
            let error = build(tokens).err().unwrap();
            assert!(
                matches!(error, ConfigError::CacheTooLarge { .. }),
                "{error}"
            );
            assert_eq!(
                error.to_string(),
                "`verified_token_cache` is too large; give at most 262144"
            );
        }
    }
}
