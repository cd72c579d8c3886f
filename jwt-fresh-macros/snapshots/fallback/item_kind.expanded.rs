#[derive(Debug)]
struct Account {
    id: u32,
}
::core::compile_error! {
    "`#[jwt_required]` goes on an `async fn`, not on a struct; put it on the handler"
}
