use jwt_fresh::jwt_required;

#[jwt_required]
trait Page {
    fn show(&self) -> String;
}

impl Page for u8 {
    fn show(&self) -> String {
        self.to_string()
    }
}

fn main() {
    let _ = 1.show();
}
