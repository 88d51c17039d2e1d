"""Programmes: several modules over weeks, with one click."""

from __future__ import annotations

from flask import Blueprint
from flask_babel import lazy_gettext as _l

from studyapp.web.problems import add_words
from studyapp.web.programmes import pages

add_words(
    {
        "programme-modules-missing": _l("Give at least one module a place."),
        "programme-not-found": _l("This programme is not among yours."),
        "programme-nothing-to-move": _l("All modules of this programme have opened already; nothing is left to move."),
        "programme-start-past": _l("This day has passed. Choose a later one."),
        "programme-title-missing": _l("Give the programme a title."),
        "programme-too-long": _l("A programme has at most %(most)s modules."),
        "programme-weeks-range": _l("A module takes 1 to %(most)s weeks."),
        "programme-without-weeks": _l(
            "There are not enough weeks with a working day after this. Look at the working days that were entered."
        ),
    }
)

blueprint = Blueprint("programmes", __name__, url_prefix="/programmes")

blueprint.add_url_rule("", "index", pages.index)
blueprint.add_url_rule("/new", "new", pages.new)
blueprint.add_url_rule("/new", "create", pages.create, methods=["POST"])
blueprint.add_url_rule("/<int:programme_id>", "show", pages.show)
blueprint.add_url_rule("/<int:programme_id>/move", "move", pages.move, methods=["POST"])
