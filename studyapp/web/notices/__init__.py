"""What one is told inside the product, and how one wants to be told outside it."""

from __future__ import annotations

from flask import Blueprint

from studyapp.web.notices import pages

blueprint = Blueprint("notices", __name__, url_prefix="/notices")

blueprint.add_url_rule("", "index", pages.index)
blueprint.add_url_rule("/read", "read", pages.read, methods=["POST"])
blueprint.add_url_rule("/preferences", "preferences", pages.preferences)
blueprint.add_url_rule("/preferences", "take_preferences", pages.take_preferences, methods=["POST"])
