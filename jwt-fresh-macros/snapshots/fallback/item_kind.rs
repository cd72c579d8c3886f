#[jwt_required]
#[get("/")]
#[derive(Debug)]
struct Account {
    id: u32,
}
