//! The request body, buffered where it may contain a token or a CSRF value.

use actix_web::{
    FromRequest, HttpRequest,
    dev::Payload,
    web::{self, Bytes},
};

use crate::{
    config::settings::checked::Settings, error::jwt_error::JwtError,
    request::locations::raw_token::FindTokenError,
};

/// The request's body; it is read at most once, and the handler can still read it afterwards.
pub(crate) struct RequestBody<'p> {
    payload: Option<&'p mut Payload>,
    bytes: Option<Bytes>,
}

impl<'p> RequestBody<'p> {
    /// A body that can be read.
    pub(crate) fn new(payload: &'p mut Payload) -> Self {
        Self {
            payload: Some(payload),
            bytes: None,
        }
    }

    /// A body without access to the payload; it counts as empty.
    pub(crate) fn unavailable() -> Self {
        Self {
            payload: None,
            bytes: Some(Bytes::new()),
        }
    }

    /// The whole body, after [`read`](Self::read).
    pub(crate) fn bytes(&self) -> Result<&Bytes, FindTokenError> {
        self.bytes.as_ref().ok_or(FindTokenError::NeedsBody)
    }

    /// Reads the whole body, up to the configured limit.
    pub(crate) async fn read(
        &mut self,
        request: &HttpRequest,
        settings: &Settings,
    ) -> Result<(), JwtError> {
        let Some(payload) = self.payload.as_deref_mut() else {
            return Ok(());
        };
        let stream = web::Payload::from_request(request, payload)
            .await
            .map_err(|_| JwtError::UnreadableBody)?;
        let bytes = stream
            .to_bytes_limited(settings.body_limit)
            .await
            .map_err(|_| JwtError::BodyTooLarge)?
            .map_err(|_| JwtError::UnreadableBody)?;
        *payload = Payload::from(bytes.clone());
        self.bytes = Some(bytes);
        Ok(())
    }
}
