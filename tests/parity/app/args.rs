//! The command line.

use std::path::PathBuf;

use super::dialect::Dialect;

const USAGE: &str = "usage: parity-app --dialect quart|flask --variants FILE --variant NAME \
                     --port PORT [--verified-token-cache TOKENS]";

/// What the app was started with.
#[derive(Debug)]
pub struct Args {
    pub dialect: Dialect,
    pub variants: PathBuf,
    pub variant: String,
    /// 0 is any free one.
    pub port: u16,
    /// 0 is none.
    pub verified_token_cache: usize,
}

impl Args {
    pub fn parse(mut args: impl Iterator<Item = String>) -> Result<Self, String> {
        let (mut dialect, mut variants, mut variant, mut port) = (None, None, None, None);
        let mut verified_token_cache = 0;
        while let Some(name) = args.next() {
            let value = args
                .next()
                .ok_or_else(|| format!("{name} needs a value; {USAGE}"))?;
            match name.as_str() {
                "--dialect" => dialect = Some(value.parse()?),
                "--variants" => variants = Some(value.into()),
                "--variant" => variant = Some(value),
                "--port" => port = Some(value.parse().map_err(|_| "--port is no port number")?),
                "--verified-token-cache" => {
                    verified_token_cache = value
                        .parse()
                        .map_err(|_| "--verified-token-cache is no number")?;
                }
                _ => return Err(format!("no such argument: {name}; {USAGE}")),
            }
        }
        match (dialect, variants, variant, port) {
            (Some(dialect), Some(variants), Some(variant), Some(port)) => Ok(Self {
                dialect,
                variants,
                variant,
                port,
                verified_token_cache,
            }),
            _ => Err(format!("an argument is missing; {USAGE}")),
        }
    }
}
