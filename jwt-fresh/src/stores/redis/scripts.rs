//! The Lua scripts: each is one atomic step, by the clock of the server.
//!
//! Each begins with a `#!lua` line. So it is refused on a replica, whose data may be old, and before it
//! runs where memory is short, not in its middle; those that write nothing are let through there.

use once_cell::sync::Lazy;
use redis::Script;

/// A script, and its text for a server that has forgotten it.
pub(crate) struct Lua {
    pub(crate) script: Script,
    pub(crate) text: &'static str,
}

macro_rules! scripts {
    ($($name:ident $flags:literal $file:literal;)*) => {$(
        pub(crate) static $name: Lazy<Lua> = Lazy::new(|| {
            let text = concat!(
                "#!lua ", $flags, "\n",
                include_str!("scripts/common.lua"),
                include_str!($file),
            );
            Lua { script: Script::new(text), text }
        });
    )*};
}

scripts! {
    CHECK "flags=allow-oom" "scripts/check.lua";
    START "" "scripts/start.lua";
    ADOPT "" "scripts/adopt.lua";
    ROTATE "" "scripts/rotate.lua";
    LIST "flags=allow-oom" "scripts/list.lua";
    END_SESSION "" "scripts/end_session.lua";
    END_ALL "" "scripts/end_all.lua";
    REVOKE_TOKEN "" "scripts/revoke_token.lua";
    ALLOW_ONCE "" "scripts/allow_once.lua";
    USE_ONCE "" "scripts/use_once.lua";
}
