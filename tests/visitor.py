"""A test client that behaves as a browser elsewhere does: its requests share nothing with the test but the database."""

from __future__ import annotations

import secrets
from contextvars import Context
from typing import Any

from flask import has_app_context
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from studyapp import clock
from studyapp.db import db
from studyapp.people.models import Account
from studyapp.people.sign_ins import begin
from studyapp.web.current import identity


class Visitor(FlaskClient):
    """Commits the test's open changes before a request and forgets what the test has loaded after it."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        if has_app_context():
            db.session.commit()
        # An empty context: no application context of the test's is seen, so the request has a session of its own.
        response: TestResponse = Context().run(super().open, *args, **kwargs)
        if has_app_context():
            db.session.expire_all()
        return response

    def sign_in(self, account: Account) -> None:
        """Carry the cookie that the sign-in page would have given."""
        token = secrets.token_hex(8)
        begin(account, token, "Android · WeChat", "127.0.0.1", clock.now())
        db.session.commit()
        with self.session_transaction() as session:
            session.clear()
            session["_user_id"] = identity(account.id, token)
            session["_fresh"] = True
            session.permanent = True
