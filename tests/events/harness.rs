//! A subscriber that keeps all events of the target `jwt_fresh`, and an observer that keeps what it is
//! told.

use std::{
    collections::BTreeMap,
    fmt::Debug,
    sync::{Arc, Mutex, Once, PoisonError},
};

use jwt_fresh::{
    JwtObserver, RequestAnonymous, StoreFailed, TokenAccepted, TokenIssued, TokenRefreshed,
    TokenRefused, TokenRevoked,
};
use tracing::{
    Event, Level, Metadata, Subscriber,
    field::{Field, Visit},
    span,
};

/// One line: its fields as text, its level as `level`.
pub type Line = BTreeMap<String, String>;

static LINES: Mutex<Vec<Line>> = Mutex::new(Vec::new());

/// Keeps what is logged from now on, by all tests of this binary: look for your own route.
pub fn listen() {
    static OPENED: Once = Once::new();
    OPENED.call_once(|| {
        tracing::subscriber::set_global_default(Journal).expect("this is the only subscriber");
    });
}

/// The lines with this field, in order.
pub fn lines_with(name: &str, value: &str) -> Vec<Line> {
    let lines = LINES.lock().unwrap_or_else(PoisonError::into_inner);
    let has = |line: &&Line| line.get(name).is_some_and(|found| found == value);
    lines.iter().filter(has).cloned().collect()
}

/// All lines as one text.
pub fn everything() -> String {
    format!("{:?}", LINES.lock().unwrap_or_else(PoisonError::into_inner))
}

struct Journal;

impl Subscriber for Journal {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("jwt_fresh") && !metadata.target().starts_with("jwt_fresh_")
    }

    fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
        span::Id::from_u64(1)
    }

    fn record(&self, _: &span::Id, _: &span::Record<'_>) {}

    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut line = Line::new();
        let metadata = event.metadata();
        line.insert("level".to_owned(), level(*metadata.level()).to_owned());
        line.insert("target".to_owned(), metadata.target().to_owned());
        event.record(&mut Fields(&mut line));
        LINES
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(line);
    }

    fn enter(&self, _: &span::Id) {}

    fn exit(&self, _: &span::Id) {}
}

fn level(level: Level) -> &'static str {
    level.as_str()
}

struct Fields<'l>(&'l mut Line);

impl Visit for Fields<'_> {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name().to_owned(), value.to_owned());
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let value = format!("{value:?}");
        self.0.insert(field.name().to_owned(), value);
    }
}

/// Keeps each event as a line.
#[derive(Clone, Default)]
pub struct Seen(Arc<Mutex<Vec<String>>>);

impl Seen {
    /// What was seen since the last call.
    pub fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn add(&self, line: String) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(line);
    }
}

impl JwtObserver for Seen {
    fn token_accepted(&self, event: &TokenAccepted<'_>) {
        let hit = match event.cache_hit() {
            None => "",
            Some(true) => " hit",
            Some(false) => " miss",
        };
        self.add(format!(
            "accepted {} {} {} fresh={}{hit}",
            event.route(),
            event.location(),
            event.token_type(),
            event.is_fresh()
        ));
    }

    fn request_anonymous(&self, event: &RequestAnonymous<'_>) {
        self.add(format!("anonymous {}", event.route()));
    }

    fn token_refused(&self, event: &TokenRefused<'_>) {
        let location = event.location().map_or("nowhere", |found| found.as_str());
        self.add(format!(
            "refused {} {} {location}",
            event.reason(),
            event.route()
        ));
    }

    fn token_issued(&self, event: &TokenIssued) {
        self.add(format!(
            "issued {} fresh={} {:?}",
            event.token_type(),
            event.is_fresh(),
            event.expires_in()
        ));
    }

    fn token_refreshed(&self, event: &TokenRefreshed) {
        self.add(format!(
            "refreshed implicit={} {:?}",
            event.is_implicit(),
            event.expires_in()
        ));
    }

    fn token_revoked(&self, event: &TokenRevoked<'_>) {
        self.add(format!("revoked {} {}", event.what(), event.token_type()));
    }

    fn store_failed(&self, event: &StoreFailed<'_>) {
        self.add(format!("failed {} {}", event.operation(), event.error()));
    }
}
