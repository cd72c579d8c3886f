#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    jwt_fresh_fuzz::targets::cookie::check(data);
});
