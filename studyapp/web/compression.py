"""Pages and data travel compressed to whoever takes that: a phone's network is slower than a server's processor."""

from __future__ import annotations

import gzip

from flask import Flask, Response, request

WORTH_COMPRESSING_BYTES = 1024
LEVEL = 5  # a page of 30 kB: 0.2 ms; level 9 takes twice the time for one percent
_TYPES = frozenset(
    {
        "application/json",
        "application/problem+json",
        "application/xml",
        "text/calendar",
        "text/csv",
        "text/html",
        "text/plain",
        "text/xml",
    }
)


def register(app: Flask) -> None:
    """Compress responses as the very last step. To be registered first: hooks after a request run in reverse."""
    app.after_request(_compress)


def _compress(response: Response) -> Response:
    """Event streams, files and whatever has an encoding already pass through untouched."""
    if response.mimetype not in _TYPES:
        return response
    response.vary.add("Accept-Encoding")
    if request.accept_encodings.quality("gzip") <= 0 or response.is_streamed or response.direct_passthrough:
        return response
    if response.status_code in {204, 206, 304} or "Content-Encoding" in response.headers:
        return response
    body = response.get_data()
    if len(body) < WORTH_COMPRESSING_BYTES:
        return response
    response.set_data(gzip.compress(body, LEVEL, mtime=0))  # sets the new Content-Length too
    response.headers["Content-Encoding"] = "gzip"
    return response
