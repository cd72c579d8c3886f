//! G1: `main` printed the `Debug` form of a `ConfigError`, so its advice was never seen.

use std::io;

use jwt_fresh::{JwtConfig, JwtManager};

fn start() -> io::Result<JwtManager> {
    Ok(JwtManager::new(JwtConfig::new("short"))?)
}

#[test]
fn a_configuration_error_that_main_returns_shows_its_text() {
    let printed = format!("{:?}", start().unwrap_err());
    assert!(printed.contains("openssl rand -base64 32"), "{printed}");
    let source = start().unwrap_err();
    assert!(source.to_string().contains("too short for HS256"));
}
