"""The room: checking in, the participants' phones, the host's remote, the projector, and the stream between them."""

from __future__ import annotations

from flask import Blueprint

from studyapp.web.live import calendar, joining, remote, room, words
from studyapp.web.live.problems import WORDS
from studyapp.web.problems import add_words

add_words(WORDS)
blueprint = Blueprint("live", __name__)
words.register(blueprint)

blueprint.add_url_rule("/join", "join", joining.join)
blueprint.add_url_rule("/join/<number>", "join_number", joining.join)
blueprint.add_url_rule("/join", "take_join", joining.take_join, methods=["POST"])

blueprint.add_url_rule("/room/<int:study_session_id>", "room", room.room)
blueprint.add_url_rule("/room/<int:study_session_id>/cases/<int:case_id>", "case", room.case)
blueprint.add_url_rule("/room/<int:study_session_id>/votes/<int:number>", "save", room.save, methods=["POST"])
blueprint.add_url_rule("/room/<int:study_session_id>/floor", "ask", room.ask, methods=["POST"])
blueprint.add_url_rule("/room/<int:study_session_id>/floor/<int:entry_id>", "vote", room.vote, methods=["POST"])
blueprint.add_url_rule("/room/<int:study_session_id>/stream", "stream", room.stream)
blueprint.add_url_rule("/room/<int:study_session_id>/calendar.ics", "calendar", calendar.calendar)
blueprint.add_url_rule("/room/<int:study_session_id>/state", "state", room.state)

blueprint.add_url_rule("/remote/<int:study_session_id>", "remote", remote.remote)
blueprint.add_url_rule("/remote/<int:study_session_id>", "move", remote.move, methods=["POST"])
blueprint.add_url_rule("/remote/<int:study_session_id>/host", "take_over", remote.take_over, methods=["POST"])
blueprint.add_url_rule(
    "/remote/<int:study_session_id>/votes/<int:number>/hands", "take_hands", remote.take_hands, methods=["POST"]
)
blueprint.add_url_rule("/remote/<int:study_session_id>/stream", "desk_stream", remote.desk_stream)
blueprint.add_url_rule("/remote/<int:study_session_id>/state", "desk_state", remote.desk_state)
blueprint.add_url_rule("/projector/<int:study_session_id>", "projector", remote.projector)
