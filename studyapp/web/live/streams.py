"""Open streams: the application's watcher, made with the first of them."""

from __future__ import annotations

import threading

from flask import current_app

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
