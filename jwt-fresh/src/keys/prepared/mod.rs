//! Keys prepared once for many tokens: the signer and the verifiers of a thread.

pub(crate) mod signer;
pub(crate) mod verifiers;
