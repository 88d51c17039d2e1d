"""One request, one transaction: committed below status 400, rolled back otherwise.

That something was refused is written down afterwards, in a transaction of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, TypeVar

from flask import Flask, Response, current_app, request

from studyapp.db import begin_writing, db
from studyapp.web import current
from studyapp.web.auditing import note_refusal

View = TypeVar("View", bound=Callable[..., Any])
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def writes(view: View) -> View:
    """Mark a view that answers GET and writes all the same."""
    view.transaction = "write"  # type: ignore[attr-defined]
    return view


def own_transaction(view: View) -> View:
    """Mark a view that opens and commits short transactions itself."""
    view.transaction = "own"  # type: ignore[attr-defined]
    return view


def register(app: Flask) -> None:
    """Open the request's transaction before anything is read, and end it with the response."""
    app.before_request(_open)
    app.after_request(_close)


def _open() -> None:
    view = current_app.view_functions.get(request.endpoint or "")
    kind = getattr(view, "transaction", "read" if request.method in _SAFE else "write")
    if kind == "write" and view is not None:
        # The body is read first: nobody may hold the writing transaction while a slow phone still sends.
        _ = request.form if request.mimetype != "application/json" else request.get_data(cache=True)
        begin_writing()


def _close(response: Response) -> Response:
    if response.status_code < 400:
        db.session.commit()
    else:
        db.session.rollback()
        if response.status_code == HTTPStatus.FORBIDDEN:
            note_refusal()
    current.keep_up()
    return response
