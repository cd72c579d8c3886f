//! What a response has to say to caches, and whether it has to delete cookies, collected while its request
//! is handled.

use std::{
    cell::Cell,
    sync::{
        Arc,
        atomic::{AtomicU8, Ordering::Relaxed},
    },
};

use once_cell::unsync::OnceCell;

/// What a response has to say to caches.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Caching {
    /// `no-store`: it sets a cookie of ours, may contain a token that was just made, or rejects one.
    NoStore = 1,
    /// `private`: the token is in the URL (RFC 6750 section 2.3).
    Private = 1 << 1,
    /// `private`, unless the handler says something about caches: the token is in a cookie, which caches
    /// do not distinguish.
    PrivateIfSilent = 1 << 2,
    /// Nothing to caches: a token cookie was set, unset or sent twice, so those in other places are deleted.
    CleanUp = 1 << 3,
}

/// Set while copies of the request's state may be marked too.
const HAS_COPIES: u8 = 1 << 7;

/// The marks of one request. A mark that a copy of its state gets, on another thread or in a spawned task,
/// counts for the request's response too.
#[derive(Default)]
pub(crate) struct CachingMarks {
    here: Cell<u8>,
    everywhere: OnceCell<Arc<AtomicU8>>,
}

impl CachingMarks {
    /// The marks of a copy.
    pub(crate) fn of_copy(everywhere: Arc<AtomicU8>) -> Self {
        Self {
            here: Cell::new(HAS_COPIES),
            everywhere: OnceCell::with_value(everywhere),
        }
    }

    pub(crate) fn add(&self, caching: Caching) {
        let mark = caching as u8;
        self.here.set(self.here.get() | mark);
        if let Some(everywhere) = self.everywhere.get() {
            everywhere.fetch_or(mark, Relaxed);
        }
    }

    /// The marks so far.
    #[inline]
    pub(crate) fn get(&self) -> Marks {
        let here = self.here.get();
        Marks(if here & HAS_COPIES == 0 {
            here
        } else {
            here | self.everywhere.get().map_or(0, |marks| marks.load(Relaxed))
        })
    }

    /// What a copy shares with this.
    pub(crate) fn share(&self) -> Arc<AtomicU8> {
        self.here.set(self.here.get() | HAS_COPIES);
        Arc::clone(self.everywhere.get_or_init(Arc::default))
    }
}

/// A set of marks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Marks(u8);

impl Marks {
    /// Whether there is none, as for nearly every request.
    #[inline]
    pub(crate) fn is_empty(self) -> bool {
        self.0 & !HAS_COPIES == 0
    }

    pub(crate) fn contains(self, caching: Caching) -> bool {
        self.0 & caching as u8 != 0
    }
}
