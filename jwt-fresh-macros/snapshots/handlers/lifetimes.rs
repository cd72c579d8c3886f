#[jwt_required]
async fn page<'a, T: Render<'a>>(page: Page<'a>, layout: &'static str) -> Html<T> {
    page.render(layout)
}
