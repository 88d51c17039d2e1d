"""The room: checking in, the participants' phones, the host's remote, the projector, and the stream between them."""

from __future__ import annotations

from flask import Blueprint

from studyapp.web.live import joining, room
from studyapp.web.live.problems import WORDS
from studyapp.web.problems import add_words

add_words(WORDS)
blueprint = Blueprint("live", __name__)

blueprint.add_url_rule("/join", "join", joining.join)
blueprint.add_url_rule("/join/<number>", "join_number", joining.join)
blueprint.add_url_rule("/join", "take_join", joining.take_join, methods=["POST"])
blueprint.add_url_rule("/room/<int:study_session_id>", "room", room.room)
