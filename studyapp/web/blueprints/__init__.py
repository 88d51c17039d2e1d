"""Paper blueprints: how many questions of what a module's papers hold, and what the bank lacks for them."""

from __future__ import annotations

from flask import Blueprint

from studyapp.web.blueprints import editing
from studyapp.web.blueprints.problems import WORDS
from studyapp.web.problems import add_words

add_words(WORDS)

blueprint = Blueprint("blueprints", __name__, url_prefix="/modules/<int:module_id>/blueprints")

blueprint.add_url_rule("/<mode>", "edit", editing.edit)
blueprint.add_url_rule("/<mode>", "take_edit", editing.take_edit, methods=["POST"])
blueprint.add_url_rule("/<mode>/check", "check", editing.check, methods=["POST"])
blueprint.add_url_rule("/<mode>/remove", "remove", editing.remove, methods=["POST"])
blueprint.add_url_rule("/<mode>/paper", "paper", editing.paper)
