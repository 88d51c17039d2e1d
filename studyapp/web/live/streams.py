"""Open streams: the application's watcher, and the response that carries events."""

from __future__ import annotations

import threading
from collections.abc import Iterator

from flask import Response, current_app

from studyapp.web.live.watching import NAME, Watcher

_making = threading.Lock()


def watcher() -> Watcher:
    """Return the watcher of this process, made with the first stream."""
    with _making:
        found = current_app.extensions.get(NAME)
        if not isinstance(found, Watcher):
            # The application itself, not the name that means it within a request.
            found = Watcher(current_app._get_current_object())  # type: ignore[attr-defined]  # noqa: SLF001
            current_app.extensions[NAME] = found
        return found


def stream_response(events: Iterator[bytes]) -> Response:
    """Return a response that sends events as they come; proxies are asked not to keep them back."""
    response = Response(events, mimetype="text/event-stream")
    response.headers["X-Accel-Buffering"] = "no"
    response.headers["Cache-Control"] = "no-store"
    return response
