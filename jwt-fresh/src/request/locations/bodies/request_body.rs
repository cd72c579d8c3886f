//! The request body, buffered where it may contain a token or a CSRF value.

use actix_web::{
    FromRequest, HttpRequest,
    dev::Payload,
    web::{self, Bytes},
};

use crate::{error::jwt_error::JwtError, request::locations::raw_token::FindTokenError};

/// The body of a request, which is read at most once and can be extracted by the handler after.
pub(crate) enum RequestBody<'p> {
    Unread(&'p mut Payload),
    Read(Bytes),
}

impl<'p> RequestBody<'p> {
    /// A body that can be read.
    pub(crate) fn new(payload: &'p mut Payload) -> Self {
        Self::Unread(payload)
    }

    /// An empty body, for callers that have no payload to pass.
    pub(crate) fn unavailable() -> Self {
        Self::Read(Bytes::new())
    }

    /// The whole body, after [`read`](Self::read).
    pub(crate) fn bytes(&self) -> Result<&Bytes, FindTokenError> {
        match self {
            Self::Unread(_) => Err(FindTokenError::NeedsBody),
            Self::Read(bytes) => Ok(bytes),
        }
    }

    /// Reads the whole body, if it has not been read yet, and returns it.
    ///
    /// # Errors
    ///
    /// [`JwtError::BodyTooLarge`] over the limit, in bytes; [`JwtError::UnreadableBody`].
    pub(crate) async fn read(
        &mut self,
        request: &HttpRequest,
        limit: usize,
    ) -> Result<Bytes, JwtError> {
        let bytes = match self {
            Self::Read(bytes) => return Ok(bytes.clone()),
            Self::Unread(payload) => buffer(request, payload, limit).await?,
        };
        *self = Self::Read(bytes.clone());
        Ok(bytes)
    }
}

/// Buffers a payload, and leaves it as it was.
async fn buffer(
    request: &HttpRequest,
    payload: &mut Payload,
    limit: usize,
) -> Result<Bytes, JwtError> {
    let stream = web::Payload::from_request(request, payload)
        .await
        .map_err(|error| JwtError::unreadable_body(error.to_string()))?;
    let bytes = stream
        .to_bytes_limited(limit)
        .await
        .map_err(|_| JwtError::BodyTooLarge)?
        .map_err(|error| JwtError::unreadable_body(error.to_string()))?;
    *payload = Payload::from(bytes.clone());
    Ok(bytes)
}
