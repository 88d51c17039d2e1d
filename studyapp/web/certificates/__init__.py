"""Certificates beyond their learner: the public page that checks one, and what organizers see and may revoke."""

from __future__ import annotations

from flask import Blueprint

from studyapp.web.certificates import checking, organizing
from studyapp.web.certificates.problems import WORDS
from studyapp.web.problems import add_words

add_words(WORDS)
blueprint = Blueprint("certificates", __name__, url_prefix="/certificates")

blueprint.add_url_rule("/check", "check", checking.check)
blueprint.add_url_rule("/of/<int:assignment_id>", "index", organizing.index)
blueprint.add_url_rule("/<int:certificate_id>/revocation", "revoke", organizing.revoke)
blueprint.add_url_rule(
    "/<int:certificate_id>/revocation", "take_revocation", organizing.take_revocation, methods=["POST"]
)
blueprint.add_url_rule("/<int:certificate_id>/restoration", "restore", organizing.restore, methods=["POST"])
