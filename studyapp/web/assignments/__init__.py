"""Giving modules to units and people, and looking after what was given."""

from __future__ import annotations

from flask import Blueprint

from studyapp.web.assignments import changing, extra_time, giving
from studyapp.web.assignments.problems import WORDS
from studyapp.web.problems import add_words

add_words(WORDS)

blueprint = Blueprint("assignments", __name__, url_prefix="/assignments")

blueprint.add_url_rule("", "index", giving.index)
blueprint.add_url_rule("/new", "new", giving.new)
blueprint.add_url_rule("/new", "create", giving.create, methods=["POST"])
blueprint.add_url_rule("/preview", "preview", giving.preview, methods=["POST"])
blueprint.add_url_rule("/<int:assignment_id>/edit", "edit", changing.edit)
blueprint.add_url_rule("/<int:assignment_id>/edit", "take_edit", changing.take_edit, methods=["POST"])
blueprint.add_url_rule("/<int:assignment_id>/extend", "extend", changing.extend)
blueprint.add_url_rule("/<int:assignment_id>/extend", "take_extension", changing.take_extension, methods=["POST"])
blueprint.add_url_rule("/<int:assignment_id>/people", "add_people", changing.add_people, methods=["POST"])
blueprint.add_url_rule("/<int:assignment_id>/withdraw", "withdraw", changing.withdraw)
blueprint.add_url_rule("/<int:assignment_id>/withdraw", "take_withdrawal", changing.take_withdrawal, methods=["POST"])
blueprint.add_url_rule("/<int:assignment_id>/extra-time", "extra_time", extra_time.extra_time)
blueprint.add_url_rule(
    "/<int:assignment_id>/extra-time", "take_extra_time", extra_time.take_extra_time, methods=["POST"]
)
