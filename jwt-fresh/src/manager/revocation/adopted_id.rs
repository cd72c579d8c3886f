//! The session that a refresh token from before there were sessions gets.

use crate::token::{
    decoded::decoded_token::DecodedToken,
    ids::session_id::SessionId,
    numeric_date::{exact_time, milliseconds},
    token_type::TokenType,
};

/// The id of the session of such a token: always the same one. `None` if it is no such token.
pub(crate) fn adopted_id(token: &DecodedToken) -> Option<SessionId> {
    if token.token_type() != TokenType::Refresh || token.names_session() {
        return None;
    }
    let issued_at = exact_time(token.validity().issued_at?.trunc())?;
    Some(SessionId::derived(
        milliseconds(issued_at),
        token.revocation_id()?,
    ))
}
