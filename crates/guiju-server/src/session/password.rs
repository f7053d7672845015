//! Passwords: argon2id texts, checked in the same time whether the name exists or not.

use std::sync::LazyLock;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};

use crate::error::{ApiError, ErrorCode};

/// The shortest password that is taken.
const LENGTH_MIN: usize = 10;
/// The longest: hashing a megabyte is somebody's joke.
pub(crate) const LENGTH_MAX: usize = 200;

/// What an unknown name's password is checked against, so that the answer takes as long.
static NOBODY: LazyLock<String> = LazyLock::new(|| hash("nobody has this password").unwrap_or_default());

/// The argon2id text of a password, with a random salt.
pub(crate) fn hash(password: &str) -> Result<String, ApiError> {
    let hashed = Argon2::default().hash_password(password.as_bytes()).map_err(|error| ApiError::internal(error.to_string()))?;
    Ok(hashed.to_string())
}

/// Whether a password belongs to an argon2 text; for a name that does not exist, after the same work, never.
pub(crate) fn verify(password: &str, hashed: Option<&str>) -> bool {
    let text = hashed.unwrap_or(&NOBODY);
    let is_right = PasswordHash::new(text).is_ok_and(|parsed| Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok());
    is_right && hashed.is_some()
}

/// Refuses a new password that is too short, too long, or the name itself.
pub(crate) fn check_strength(name: &str, password: &str) -> Result<(), ApiError> {
    let length = password.chars().count();
    let is_one_character = password.chars().all(|c| password.starts_with(c));
    if length < LENGTH_MIN || password.len() > LENGTH_MAX || is_one_character || password.eq_ignore_ascii_case(name) {
        let message = "the new password is too short or too easily guessed";
        let error = ApiError::new(ErrorCode::WeakPassword, message, "新密码太短或太容易猜到");
        return Err(error.help("use 10 characters or more that are not the name and not one repeated character"));
    }
    Ok(())
}

/// A password to be used once: 16 letters and digits that are not taken for one another.
pub(crate) fn one_time() -> Result<String, ApiError> {
    const LETTERS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz23456789A";
    let mut random = [0_u8; 16];
    getrandom::fill(&mut random).map_err(|error| ApiError::internal(error.to_string()))?;
    let letter = |byte: &u8| LETTERS.get(usize::from(byte % 32)).map_or('a', |letter| char::from(*letter));
    Ok(random.iter().map(letter).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_checked_against_its_own_text_only() {
        let hashed = hash("correct horse battery").unwrap();
        assert!(hashed.starts_with("$argon2id$"));
        assert!(verify("correct horse battery", Some(&hashed)));
        assert!(!verify("incorrect horse", Some(&hashed)));
        assert!(!verify("nobody has this password", None));
    }

    #[test]
    fn weak_passwords_are_refused() {
        for weak in ["short", "aaaaaaaaaaaaaa", "administrator"] {
            assert_eq!(check_strength("administrator", weak).unwrap_err().code(), ErrorCode::WeakPassword, "{weak}");
        }
        assert!(check_strength("administrator", "规矩方圆之至也不以规矩").is_ok());
    }
}
