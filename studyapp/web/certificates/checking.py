"""The public page that checks a certificate: whoever has number and code learns that it is genuine, and little more."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from studyapp import clock
from studyapp.db import begin_writing, db
from studyapp.errors import NotFoundError
from studyapp.people import throttle
from studyapp.study.certificate_codes import masked_name
from studyapp.study.certificates import find_certificate
from studyapp.web.learner.settling import receipt_secret
from studyapp.web.problems import words_for
from studyapp.web.transactions import own_transaction


@own_transaction
def check() -> ResponseReturnValue:
    """Ask for number and code, or say what the certificate with them says; wrong tries are slowed down."""
    number, code = (request.args.get(name, "").strip()[:40] for name in ("number", "code"))
    if not (number and code):
        return _page(number, code), 200
    tries, now = [throttle.key("certificate", request.remote_addr or "")], clock.now()
    throttle.check(tries, now)
    try:
        found = find_certificate(number, code, receipt_secret())
    except NotFoundError as error:
        db.session.rollback()
        begin_writing()
        throttle.count_failure(tries, now)
        db.session.commit()
        return _page(number, code, problem=words_for(error.code, error.parameters)), 404
    return _page(number, code, found=found, name=masked_name(found.name)), 200


def _page(number: str, code: str, **more: object) -> str:
    shown = {"found": None, "name": "", "problem": ""} | more
    return render_template("certificates/check.html", number=number, code=code, **shown)
