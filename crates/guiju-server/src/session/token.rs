//! Session tokens: 256 random bits in a cookie, of which only the hash is kept.

use axum::http::{HeaderMap, HeaderValue, header};

use crate::error::ApiError;
use crate::router::SESSION_COOKIE;

/// How long a session holds.
pub(crate) const HOURS: i64 = 12;

/// A new token and its hash.
pub(crate) fn new() -> Result<(String, [u8; 32]), ApiError> {
    let mut random = [0_u8; 32];
    getrandom::fill(&mut random).map_err(|error| ApiError::internal(error.to_string()))?;
    let token = hex(&random);
    let hash = hash(&token);
    Ok((token, hash))
}

/// What is kept of a token.
pub(crate) fn hash(token: &str) -> [u8; 32] {
    *blake3::hash(token.as_bytes()).as_bytes()
}

/// Bytes in lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // INVARIANT: writing to a string never fails.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// The hash of the token in a request's cookie.
pub(crate) fn of_request(headers: &HeaderMap) -> Option<[u8; 32]> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|cookie| cookie.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let (_, token) = pairs.find(|(name, _)| *name == SESSION_COOKIE)?;
    (token.len() == 64).then(|| hash(token))
}

/// The cookie that holds a token.
pub(crate) fn cookie(token: &str) -> Result<HeaderValue, ApiError> {
    let seconds = HOURS * 3600;
    let text = format!("{SESSION_COOKIE}={token}; Path=/; HttpOnly; SameSite=Strict; Max-Age={seconds}");
    HeaderValue::from_str(&text).map_err(ApiError::internal)
}

/// The cookie that takes the token away.
pub(crate) fn no_cookie() -> HeaderValue {
    HeaderValue::from_static("guiju_session=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0")
}
