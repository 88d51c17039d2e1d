"""Addresses for others to open: on paper, in QR codes, on a projector."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import current_app, request

_LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def public_address(path: str) -> str:
    """Return the whole address of a path: under PUBLIC_URL, or, where that was left alone, as this page was opened."""
    base = str(current_app.config["PUBLIC_URL"])
    if urlsplit(base).hostname in _LOOPBACK:
        base = request.url_root
    return base.rstrip("/") + path
