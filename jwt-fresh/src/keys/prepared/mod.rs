//! Keys prepared once for many tokens: the signer of each thread and the verifiers of each worker.

pub(crate) mod signer;
pub(crate) mod verifiers;
