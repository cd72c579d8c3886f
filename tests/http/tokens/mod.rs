//! Creating tokens: claims and header, `auth_time`, and the type access or refresh.

mod auth_time;
mod builder;
mod refresh_seen_twice;
mod token_type;
