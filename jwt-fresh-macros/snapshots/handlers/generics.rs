#[jwt_required]
pub async fn convert<T, const N: usize>(value: web::Json<T>, to: web::Data<[u8; N]>) -> Result<T, Error>
where
    T: DeserializeOwned + Responder + 'static,
{
    Ok(value.into_inner())
}
