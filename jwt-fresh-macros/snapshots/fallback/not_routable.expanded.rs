#[get("/")]
pub async fn index<T>() -> &'static str
where
    T: Clone,
{
    #[inline]
    unsafe extern "C" fn index<T>(argument: impl Display)
    where
        T: Clone,
    {
        drop(argument)
    }
    ""
}
::core::compile_error! {
    "`#[jwt_required]` needs an `async fn`; write `async fn` for `const fn`"
}
::core::compile_error! {
    "`#[jwt_required]` needs a safe function, for actix-web to call; remove `unsafe`"
}
::core::compile_error! {
    "`#[jwt_required]` needs a plain Rust function; remove `extern`"
}
::core::compile_error! {
    "a handler takes no `impl Trait` argument, for nothing says which type to extract; write the type, or a generic such as `T: Trait`"
}
::core::compile_error! {
    "`#[jwt_required]` needs a return type that implements `Responder`; add one, such as `-> impl Responder`"
}
