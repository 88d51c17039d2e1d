"""Numbers and check codes of certificates, and how a name is shown to strangers: pure functions."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import UTC, datetime

from studyapp.study.receipts import CODE_ALPHABET

NUMBER_LETTERS, CODE_LETTERS = 10, 8


def certificate_number(enrolment_id: int, issued_at: datetime, secret: str) -> str:
    """Return the number of an enrolment's certificate, as `2026-7K2M90QXAB`; nobody can guess another's."""
    letters = _letters(f"certificate-number:{secret}", str(enrolment_id), NUMBER_LETTERS)
    return f"{issued_at.astimezone(UTC).year}-{letters}"


def check_code(number: str, facts: tuple[str, ...], issued_at: datetime, secret: str) -> str:
    """Return the code that vouches for a certificate: an HMAC (RFC 2104), so that a changed record fits no more."""
    message = json.dumps([number, *facts, issued_at.astimezone(UTC).isoformat()], ensure_ascii=False)
    return _letters(f"certificate-code:{secret}", message, CODE_LETTERS)


def masked_name(name: str) -> str:
    """Return a name for strangers: 林一 → 林*, 林小一 → 林*一, Anna Lind → A*** L***."""
    words = name.split()
    if len(words) > 1 or name.isascii():
        return " ".join(word[0] + "*" * max(1, len(word) - 1) for word in words)
    if len(name) <= 2:
        return f"{name[:1]}*"
    return f"{name[0]}{'*' * (len(name) - 2)}{name[-1]}"


def _letters(key: str, message: str, count: int) -> str:
    number = int.from_bytes(hmac.digest(key.encode(), message.encode(), hashlib.sha256)[:8])
    return "".join(CODE_ALPHABET[(number >> (5 * place)) & 31] for place in range(count))
