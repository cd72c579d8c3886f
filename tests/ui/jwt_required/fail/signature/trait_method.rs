use jwt_fresh::jwt_required;

trait Page {
    #[jwt_required]
    async fn show() -> &'static str;
}

struct Start;

impl Page for Start {
    async fn show() -> &'static str {
        "hello"
    }
}

fn main() {
    let _ = Start::show();
}
