# The commands of README.md and CONTRIBUTING.md: `just` lists them.

set positional-arguments

# List the recipes.
default:
    @just --list

# All tests that need nothing but Rust.
test *args:
    cargo test --workspace "$@"

# Run an example on port 5000: `just example quart_jwt_in_cookie`.
example name="token_freshness":
    cargo run -p jwt-fresh-examples --example "$1"

# Everything that has to pass before a change lands.
gate:
    bash .ci/run

# Compile-pass and compile-fail cases: `just ui roles` runs those with `roles` in their path.
ui filter="":
    cargo test -p jwt-fresh-tests --test ui -- ui trybuild="$1"

# Write what rustc prints now into the `.stderr` files. Read each difference before committing it.
ui-refresh filter="":
    TRYBUILD=overwrite cargo test -p jwt-fresh-tests --test ui -- ui trybuild="$1"

# Write the expansion snapshots of the macro crate.
snapshots:
    UPDATE_SNAPSHOTS=1 cargo test -p jwt-fresh-macros

# The recorded answers of the Python libraries: tests, then the replay if the kit is at hand.
parity kit="../shared/upstream":
    cargo test -p jwt-fresh-tests --test parity
    cargo build -p jwt-fresh-tests --bin parity-app
    if [ -d "$1" ]; then .ci/replay --app target/debug/parity-app --kit "$1"; fi

# Cookies in a real browser; needs Chromium and chromedriver.
browser:
    cargo test -p jwt-fresh-tests --test browser -- --ignored --test-threads=2

# Against real servers; needs redis-server, postgresql and pgbouncer.
services *args:
    cargo test -p jwt-fresh-tests --test services -- --ignored "$@"

# The benchmark; the first build takes minutes. `just bench hs256 --no-http --no-build` is a short one.
bench *args:
    cargo run --release --manifest-path tests/bench/Cargo.toml -- "$@"

# The documentation, and the check of all links.
docs:
    RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps
    cargo test -p jwt-fresh-tests --test links -- --include-ignored

# The public API against the pinned list: `just api --update` writes the list.
api *args:
    cargo run --manifest-path tests/public-api/Cargo.toml -- "$@"

# Licences, bans and sources of the dependencies.
deny:
    cargo deny --locked check licenses bans sources

# Spelling.
typos:
    typos
