"""Passwords: argon2id, with OWASP's parameters for servers (19 MiB, two passes, one lane)."""

from __future__ import annotations

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from studyapp.errors import DomainError

MIN_LENGTH = 8
MAX_LENGTH = 128
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
# Verified when there is no such account, so that the answer takes as long as for a wrong password.
_NOBODY = _hasher.hash("nobody has this password")


def hash_password(password: str) -> str:
    """Return the hash to store. Raises `DomainError` password-too-short, password-too-long or password-too-simple."""
    if len(password) < MIN_LENGTH:
        raise DomainError("password-too-short", minimum=MIN_LENGTH)
    if len(password) > MAX_LENGTH:
        raise DomainError("password-too-long", maximum=MAX_LENGTH)
    if len(set(password)) < 4 or password.casefold() in {"12345678", "123456789", "password", "qwertyui", "abcd1234"}:
        raise DomainError("password-too-simple")
    return _hasher.hash(password)


def is_right(password_hash: str | None, password: str) -> bool:
    """Say whether `password` is the one behind the hash; False, in the same time, where there is no hash."""
    try:
        _hasher.verify(password_hash or _NOBODY, password[:MAX_LENGTH])
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None
