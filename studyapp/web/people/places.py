"""Where a sign-in may lead on to."""

from __future__ import annotations


def is_own_page(address: str) -> bool:
    """Say whether an address to go on to is a path of this site."""
    is_plain = address.isprintable() and "\\" not in address  # browsers drop tabs and line ends, and turn backslashes
    return is_plain and address.startswith("/") and not address.startswith("//")
