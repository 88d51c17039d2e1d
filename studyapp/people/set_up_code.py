"""The one-time code that protects the first visit: kept in a file of the instance folder, shown in the terminal."""

from __future__ import annotations

import hmac
import os
import secrets
from pathlib import Path

_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # no 0/O, 1/I/L


def get_code(folder: Path) -> str:
    """Return the installation's set-up code, made on first use; only the file's owner can read it."""
    path = folder / "set-up-code"
    if path.exists():
        return path.read_text(encoding="ascii").strip()
    folder.mkdir(parents=True, exist_ok=True)
    code = "-".join("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(3))
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(code)
    return code


def is_code(folder: Path, given: str) -> bool:
    """Say whether `given` is the code, whatever its case and dashes."""
    wanted = get_code(folder).replace("-", "")
    return hmac.compare_digest(wanted.encode(), given.strip().upper().replace("-", "").replace(" ", "").encode())


def remove_code(folder: Path) -> None:
    """Forget the code once it has served."""
    (folder / "set-up-code").unlink(missing_ok=True)
