#[jwt_optional]
async fn articles(user: Option<Access<User>>) -> String {
    format!("{user:?}")
}
