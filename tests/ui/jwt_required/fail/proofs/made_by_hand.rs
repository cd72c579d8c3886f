use jwt_fresh::{Access, Fresh, JsonObject};

fn pay(_who: &Fresh) {}

fn forge(access: Access) -> Fresh<JsonObject> {
    Fresh(access)
}

fn main() {
    let _ = (forge, pay);
}
