/// The account of the current user.
///
/// A second paragraph.
#[jwt_required]
#[cfg(unix)]
#[allow(clippy::unused_async)]
#[tracing::instrument(skip(pool))]
#[cfg_attr(test, doc = "In a test.", inline)]
#[must_use]
pub(crate) async fn account(pool: web::Data<Pool>) -> impl Responder {
    pool.account().await
}
