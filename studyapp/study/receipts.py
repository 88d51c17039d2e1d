"""Receipts: a short code that proves a hand-in, and can be checked against what is stored.

The code is an HMAC over the attempt, its end and every counting answer, so that a changed record no longer matches it.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

CODE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: nothing that reads as something else
_LENGTH = 12
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})


@dataclass(frozen=True, slots=True)
class HandIn:
    """What a receipt vouches for: which attempt of whom ended when, with which answer at each position."""

    attempt_id: int
    account_id: int
    ended_at: datetime
    answers: Mapping[int, Mapping[str, Any]]


def receipt_code(hand_in: HandIn, secret: str) -> str:
    """Return the code, as `7K2M-90QX-4TBD`."""
    facts = [
        hand_in.attempt_id,
        hand_in.account_id,
        hand_in.ended_at.astimezone(UTC).isoformat(),
        sorted((position, dict(content)) for position, content in hand_in.answers.items()),
    ]
    message = json.dumps(facts, ensure_ascii=False, sort_keys=True).encode()
    number = int.from_bytes(hmac.digest(f"receipt:{secret}".encode(), message, hashlib.sha256)[:8])
    letters = "".join(CODE_ALPHABET[(number >> (5 * place)) & 31] for place in range(_LENGTH))
    return "-".join(letters[place : place + 4] for place in range(0, _LENGTH, 4))


def is_genuine(code: str, hand_in: HandIn, secret: str) -> bool:
    """Say whether the code is the one for this hand-in."""
    return hmac.compare_digest(code, receipt_code(hand_in, secret))


def normal_code(typed: str) -> str:
    """Return a typed code in the form it is stored in: capitals, groups of four, O read as 0 and I, L as 1."""
    letters = letters_of(typed)
    return "-".join(letters[place : place + 4] for place in range(0, len(letters), 4))


def letters_of(typed: str) -> str:
    """Return the letters of a typed code: capitals, O read as 0 and I, L as 1, nothing else."""
    return "".join(one for one in typed.upper().translate(_MISREAD) if one in CODE_ALPHABET)
