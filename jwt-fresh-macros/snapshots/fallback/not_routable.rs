#[jwt_required]
#[get("/")]
#[inline]
pub const unsafe extern "C" fn index<T>(argument: impl Display)
where
    T: Clone,
{
    drop(argument)
}
