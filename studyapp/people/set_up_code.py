"""The one-time code that protects the first visit: kept in a file of the instance folder, shown in the terminal."""

from __future__ import annotations

import hmac
import secrets
from pathlib import Path

from studyapp.config import keep_secret

_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # no 0/O, 1/I/L


def get_code(folder: Path) -> str:
    """Return the installation's set-up code, made on first use; only the file's owner can read it."""
    code = "-".join("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(3))
    return keep_secret(folder / "set-up-code", code)


def is_code(folder: Path, given: str) -> bool:
    """Say whether `given` is the code, whatever its case and dashes."""
    wanted = get_code(folder).replace("-", "")
    return hmac.compare_digest(wanted.encode(), given.strip().upper().replace("-", "").replace(" ", "").encode())


def remove_code(folder: Path) -> None:
    """Forget the code once it has served."""
    (folder / "set-up-code").unlink(missing_ok=True)
