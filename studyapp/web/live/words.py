"""The host's moves in words."""

from __future__ import annotations

from flask import Blueprint
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from studyapp.meetings.moves import Move

MOVES: dict[Move, LazyString] = {
    Move.BEGIN: _l("Open the room"),
    Move.ARRIVING: _l("Show the check-in code"),
    Move.STEP: _l("Next step"),
    Move.OPEN: _l("Open the vote"),
    Move.CLOSE: _l("Close the vote"),
    Move.RESULT: _l("Show the result"),
    Move.SHIFT: _l("Show the shift"),
    Move.COMMENTARY: _l("Reveal the commentary"),
    Move.FLOOR: _l("Show questions from the floor"),
    Move.END: _l("End the study session"),
}


def register(blueprint: Blueprint) -> None:
    """Give every template the filter."""
    blueprint.add_app_template_filter(move_name)


def move_name(move: Move) -> str:
    """Return what the button of a move says."""
    return str(MOVES[move])
