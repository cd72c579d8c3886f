//! Claims that the app gives, with the exact numbers.

use serde::{Serialize, ser::Error as _};
use serde_json::{Error, Value};

use crate::jose::json::exact::{
    shown::{self, ExactMembers},
    writer::to_text,
};

/// How many objects a claim may be inside of: the claims, and one that nests those of the app.
const DEPTH: u8 = 2;

/// Claims of the app, and the texts of those that are shown otherwise than they were given.
pub(crate) fn claims(claims: impl Serialize) -> Result<(Value, ExactMembers), Error> {
    shown::within(&to_text(claims)?, DEPTH)
        .ok_or_else(|| Error::custom("the claims are not valid JSON, or nested too deeply"))
}
